// What must not compile, proved by the compiler: each line marked below was seen to be an error.
import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { deviation } from './deviation/deviation.ts';
export const swapped = command({
  address: 'qms.deviation.swap',
  summary: '',
  input: z.object({ deviation: id('qms.deviation') }),
  load: (input) => one(deviation, input.deviation),
  decide(state, _i, act) {
    // @ts-expect-error -- severity exists only once assessed
    const severity: string = state.severity;
    return { type: 'qms.deviation.closed', subject: state.id, conclusion: severity, lots: [], by: act.by, at: act.at };
  },
});
export const excess = command({
  address: 'qms.deviation.swap',
  summary: '',
  input: z.object({ deviation: id('qms.deviation') }),
  load: (input) => one(deviation, input.deviation),
  // @ts-expect-error -- a field the event does not declare
  decide(state, _i, act) {
    return { type: 'qms.deviation.closed', subject: state.id, conclusion: 'x', lots: [], by: act.by, at: act.at, more: 1 };
  },
});
export const wrong = command({
  address: 'qms.deviation.swap',
  summary: '',
  input: z.object({ deviation: id('qms.deviation') }),
  load: (input) => one(deviation, input.deviation),
  // @ts-expect-error -- no such event
  decide(state) {
    return { type: 'qms.deviation.vanished', subject: state.id };
  },
});
export const slots = command({
  address: 'qms.deviation.swap',
  summary: '',
  input: z.object({ deviation: id('qms.deviation') }),
  refusals: { no: 'It is {state}.' },
  load: (input) => one(deviation, input.deviation),
  decide(state, _i, act, { refuse }) {
    // @ts-expect-error -- a slot without its fact
    if (state.state === 'closed') throw refuse('no');
    // @ts-expect-error -- an undeclared refusal
    if (state.state === 'opened') throw refuse('nope', { state: 'x' });
    return { type: 'qms.deviation.closed', subject: state.id, conclusion: 'x', lots: [], by: act.by, at: act.at };
  },
});

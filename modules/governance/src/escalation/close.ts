import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { escalation } from './escalation.ts';

/** An answered escalation is settled although nothing told us that its cause is over. */
export const close = command({
  address: 'governance.escalation.close',
  summary: 'Close an answered escalation',
  input: z.object({ escalation: id('governance.escalation') }),
  refusals: {
    'not-answered': 'This is {state}. It is closed once somebody has answered it.',
    over: 'This escalation is {state} already.',
  },
  load: (input) => one(escalation, input.escalation),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'closed' || state.state === 'withdrawn') throw refuse('over', { state: state.state });
    if (state.state !== 'answered') throw refuse('not-answered', { state: state.state });
    return { type: 'governance.escalation.closed', subject: state.id, by: act.by, at: act.at };
  },
});

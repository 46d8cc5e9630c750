import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { checkGoesOn } from '../step/check-waits.ts';
import { nextBlock } from '../step/next-block.ts';
import { execution } from './execution.ts';

/** Quality allows the blocked step to go on with the value it has. */
export const unblock = command({
  address: 'mes.execution.unblock',
  summary: 'Let a blocked step go on',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), deviation: z.string(), step: z.string() }),
  refusals: {
    'not-blocked': 'Step {step} of this job is not blocked; there is nothing to allow.',
    'by-another': 'Another deviation decides about this step. Approve that one to let it go on.',
  },
  load: (input) => one(execution, input.execution),
  decide(state, input, act, { refuse }) {
    if (state.state !== 'blocked' || state.block.step !== input.step) throw refuse('not-blocked', { step: input.step });
    if (state.block.deviation !== undefined && state.block.deviation !== input.deviation) throw refuse('by-another');
    const unblocked = { type: 'mes.execution.unblocked' as const, subject: state.id, deviation: input.deviation, block: state.block, by: act.by, at: act.at };
    const after = execution.evolve(state, unblocked);
    const next = nextBlock(after, act.at);
    return [{ ...unblocked, isAnotherBlocked: next.length > 0 }, ...next, ...checkGoesOn(next.reduce(execution.evolve, after), input.step, act.at)];
  },
});

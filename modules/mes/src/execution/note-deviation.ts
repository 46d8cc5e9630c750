import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from './execution.ts';

/** A deviation was opened for the blocked step: from now on the terminal says who must decide. */
export const noteDeviation = command({
  address: 'mes.execution.note-deviation',
  summary: 'Note the deviation of a blocked step',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), deviation: z.string(), step: z.string() }),
  load: (input) => one(execution, input.execution),
  decide(state, input) {
    // a deviation of another step, or of one that runs, has nothing to say about the block
    if (state.state !== 'blocked' || state.block.step !== input.step) return [];
    return [{ type: 'mes.execution.deviation-noted' as const, subject: state.id, deviation: input.deviation }];
  },
});

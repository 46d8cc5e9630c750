import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from './execution.ts';

/** A deviation was opened for the blocked step: from now on the terminal says who must decide. */
export const noteDeviation = command({
  address: 'mes.execution.note-deviation',
  summary: 'Note the deviation of a blocked step',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), deviation: z.string() }),
  refusals: { 'not-blocked': 'No step of this job is blocked.' },
  load: (input) => one(execution, input.execution),
  decide(state, input, _act, { refuse }) {
    if (state.state !== 'blocked') throw refuse('not-blocked');
    return { type: 'mes.execution.deviation-noted', subject: state.id, deviation: input.deviation };
  },
});

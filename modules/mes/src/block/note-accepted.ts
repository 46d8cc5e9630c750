import { command, id, known } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from '../execution/execution.ts';

/** The call of a blocked step was taken elsewhere, such as in the list of escalations on a phone. */
export const noteAccepted = command({
  address: 'mes.block.note-accepted',
  summary: 'Keep who took the call of a blocked step',
  is: 'report',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), by: z.string() }),
  load: (input) => known(execution, [input.execution]),
  decide([state], input, act) {
    if (state?.state !== 'blocked' || state.block.leadsTo !== 'call' || state.block.acceptedBy !== undefined) return [];
    return [{ type: 'mes.execution.call-accepted' as const, subject: state.id, by: input.by, at: act.at }];
  },
});

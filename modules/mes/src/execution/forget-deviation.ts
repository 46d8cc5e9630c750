import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from './execution.ts';

/** Quality settled a deviation and did not let its step go on with the value it has: whoever wants it to go on opens another. */
export const forgetDeviation = command({
  address: 'mes.execution.forget-deviation',
  summary: 'Note that a deviation did not let its step go on',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), deviation: z.string() }),
  load: (input) => one(execution, input.execution),
  decide(state, input) {
    if (state.state !== 'blocked' || state.block.deviation !== input.deviation) return [];
    return [{ type: 'mes.execution.deviation-forgotten' as const, subject: state.id, deviation: input.deviation }];
  },
});

import { command, id, known, one } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import * as z from 'zod';
import { execution } from './execution.ts';
import { executionOf } from './id-of.ts';

/** A job is over, or was counted after it was: so much of its lot it made. */
export const yieldLot = command({
  address: 'mes.execution.yield',
  summary: 'Tell how much of its lot a job made',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order') }),
  load: (input) => ({ order: one(jobOrder, input.jobOrder), executions: known(execution, [executionOf(input.jobOrder)]) }),
  decide({ order, executions: [begun] }) {
    if (begun?.lot === undefined) return [];
    return [{ type: 'mes.execution.yielded' as const, subject: begun.id, jobOrder: order.id as string, lot: begun.lot, good: { value: order.good, unit: order.quantity.unit } }];
  },
});

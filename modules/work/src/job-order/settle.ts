import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';

/** What was owed is done, or is not asked any more. */
export const settle = command({
  address: 'work.job-order.settle',
  summary: 'Keep that an order owes something no more',
  is: 'report',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order'), key: z.string().min(1) }),
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, { key }) {
    return order.owed?.some((one) => one.key === key) ? [{ type: 'work.job-order.settled' as const, subject: order.id, key }] : [];
  },
});

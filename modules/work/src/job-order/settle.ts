import { command, id, instant, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { isSettled } from './owing.ts';

/** What was owed up to a moment is done, or is not asked any more. It leaves a mark, for what was owed may be heard after it. */
export const settle = command({
  address: 'work.job-order.settle',
  summary: 'Keep that an order owes something no more',
  is: 'report',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order'), key: z.string().min(1), until: instant() }),
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, { key, until }) {
    return isSettled(order, key, until) ? [] : [{ type: 'work.job-order.settled' as const, subject: order.id, key, until }];
  },
});

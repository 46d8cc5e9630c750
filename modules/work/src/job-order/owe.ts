import { command, id, instant, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { isSettled } from './owing.ts';
import { isOver } from './state-words.ts';

/** Something is owed before the order may be completed, such as a check that is overdue. */
export const owe = command({
  address: 'work.job-order.owe',
  summary: 'Keep what an order still owes',
  is: 'report',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order'), key: z.string().min(1), says: z.string().min(1), since: instant() }),
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, { key, says, since }) {
    // heard after the completion it came before, it is kept: the order was completed and owed it
    const isGone = isOver(order) && !(order.state === 'completed' && Temporal.Instant.compare(since, order.completedAt) <= 0);
    if (isGone || isSettled(order, key, since) || order.owed?.some((one) => one.key === key && Temporal.Instant.compare(one.since, since) >= 0)) return [];
    return [{ type: 'work.job-order.owed' as const, subject: order.id, owed: { key, says, since } }];
  },
});

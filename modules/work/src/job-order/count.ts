import { command, decimalText, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { inUnit } from './counting.ts';
import { jobOrder, type JobOrder } from './job-order.ts';

const amount = decimalText().refine((text) => !text.startsWith('-'), { error: 'A count is not negative.' });

/** So much came out since the count before: good, and scrap by reason. What was counted happened, so it is always kept. */
export const count = command({
  address: 'work.job-order.count',
  summary: 'Report good and scrap of a job order',
  part: 'execution',
  is: 'report',
  input: z.object({
    jobOrder: id('work.job-order'),
    good: amount.default('0'),
    scrap: z
      .array(z.object({ reason: z.string().min(1).max(80), value: amount }))
      .max(20)
      .default([]),
    /** The order's unit unless said. */
    unit: z.string().min(1).max(40).optional(),
  }),
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act) {
    const from = input.unit ?? order.quantity.unit;
    const to = order.quantity.unit;
    const good = inUnit(input.good, from, to);
    const isOdd = good === undefined;
    const scrap = isOdd ? input.scrap : input.scrap.map(({ reason, value }) => ({ reason, value: inUnit(value, from, to)! }));
    const flags = [...flagsOf(order), ...(isOdd ? ['other-unit'] : [])];
    return { type: 'work.job-order.counted', subject: order.id, good: good ?? input.good, scrap, unit: isOdd ? from : to, flags, by: act.by, at: act.happenedAt };
  },
});

/** What is odd about a count that comes now. */
function flagsOf(order: JobOrder): string[] {
  if (order.state === 'running') return [];
  if (order.state === 'waiting' || order.state === 'dispatched') return ['not-started'];
  if (order.state === 'paused' || order.state === 'held') return ['standing'];
  return [order.state === 'completed' || order.state === 'closed' ? 'after-completion' : 'ended'];
}

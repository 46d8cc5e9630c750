import { amountText, command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { fitsTotals, inOrdersUnit } from './counting.ts';
import { jobOrder, type JobOrder } from './job-order.ts';

/** So much came out since the count before: good, and scrap by reason. What was counted happened, so it is always kept. */
export const count = command({
  address: 'work.job-order.count',
  summary: 'Report good and scrap of a job order',
  part: 'execution',
  is: 'report',
  input: z.object({
    jobOrder: id('work.job-order'),
    good: amountText().default('0'),
    scrap: z
      .array(z.object({ reason: z.string().min(1).max(80), value: amountText() }))
      .max(20)
      .default([]),
    /** The order's unit unless said. */
    unit: z.string().min(1).max(40).optional(),
  }),
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act) {
    const from = input.unit ?? order.quantity.unit;
    const to = order.quantity.unit;
    const said = { good: input.good, scrap: input.scrap, unit: from };
    const turned = inOrdersUnit(said, to);
    const beside = turned === undefined ? 'other-unit' : fitsTotals(order, turned) ? undefined : 'too-much';
    const flags = [...flagsOf(order), ...(act.told ? [act.told.odd] : []), ...(beside === undefined ? [] : [beside])];
    return { type: 'work.job-order.counted', subject: order.id, ...(beside === undefined ? turned! : said), flags, by: act.by, at: act.happenedAt };
  },
});

/** What is odd about a count that comes now. */
function flagsOf(order: JobOrder): string[] {
  if (order.state === 'running') return [];
  if (order.state === 'waiting' || order.state === 'dispatched') return ['not-started'];
  if (order.state === 'paused' || order.state === 'held') return ['standing'];
  return [order.state === 'completed' || order.state === 'closed' ? 'after-completion' : 'ended'];
}

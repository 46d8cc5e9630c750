import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { ended } from './segment.ts';

/** Work stands for a while: a break, a shift without people, another order first. */
export const pause = command({
  address: 'work.job-order.pause',
  summary: 'Pause a running job order',
  part: 'execution',
  input: z.object({ jobOrder: id('work.job-order'), why: z.string().trim().min(1).max(400).optional() }),
  refusals: { 'not-running': 'Only what runs is paused; this order is {state}.' },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act, { refuse }) {
    if (order.state !== 'running') throw refuse('not-running', { state: order.state });
    return {
      type: 'work.job-order.paused',
      subject: order.id,
      ...ended(order, act.happenedAt),
      ...(input.why !== undefined && { why: input.why }),
      by: act.by,
      at: act.happenedAt,
    };
  },
});

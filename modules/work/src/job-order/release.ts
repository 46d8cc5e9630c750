import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';

/** The hold is settled: the order is again what it was. What ran before stands until it is resumed. */
export const release = command({
  address: 'work.job-order.release',
  summary: 'Release a held job order',
  part: 'dispatch',
  input: z.object({ jobOrder: id('work.job-order') }),
  refusals: { 'not-held': 'This order is not held; it is {state}.' },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, _input, act, { refuse }) {
    if (order.state !== 'held') throw refuse('not-held', { state: order.state });
    return { type: 'work.job-order.released', subject: order.id, by: act.by, at: act.happenedAt };
  },
});

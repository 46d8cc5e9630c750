import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';

/** Its counts are settled and nothing more is expected. */
export const close = command({
  address: 'work.job-order.close',
  summary: 'Close a completed job order',
  part: 'execution',
  input: z.object({ jobOrder: id('work.job-order') }),
  refusals: { 'not-completed': 'Only a completed order is closed; this one is {state}.' },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, _input, act, { refuse }) {
    if (order.state !== 'completed') throw refuse('not-completed', { state: order.state });
    return { type: 'work.job-order.closed', subject: order.id, by: act.by, at: act.at };
  },
});

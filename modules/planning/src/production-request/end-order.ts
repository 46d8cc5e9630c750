import { command, id, one, some } from '@millrace/kernel';
import { isOver, jobOrder } from '@millrace/work';
import * as z from 'zod';
import { productionRequest } from './production-request.ts';

/** One of its orders is over. When the last one is, the request is completed. */
export const endOrder = command({
  address: 'planning.production-request.end-order',
  summary: 'Note that an order of a request is over',
  part: 'ours',
  caller: 'system',
  input: z.object({ request: id('planning.production-request'), jobOrder: id('work.job-order') }),
  load: ({ request }) => ({ request: one(productionRequest, request), jobs: some(jobOrder, { request }) }),
  decide({ request, jobs }, input, act) {
    if (request.state === 'completed' || !request.orders.some((order) => order.jobOrder === input.jobOrder)) return [];
    const isLast = request.state === 'planned' && request.orders.every((order) => jobs.some((job) => job.id === order.jobOrder && isOver(job)));
    return [{ type: 'planning.production-request.order-ended' as const, subject: request.id, jobOrder: input.jobOrder, isLast, at: act.happenedAt }];
  },
});

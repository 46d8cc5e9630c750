import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { hasStarted, isOver } from './state-words.ts';

/** It is not done at all; nothing was begun. */
export const cancel = command({
  address: 'work.job-order.cancel',
  summary: 'Cancel a job order that has not started',
  input: z.object({ jobOrder: id('work.job-order'), why: z.string().trim().min(1).max(400) }),
  refusals: {
    over: 'This order is {state} already.',
    started: 'Work on it has begun; a begun order is completed or aborted.',
  },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act, { refuse }) {
    if (isOver(order)) throw refuse('over', { state: order.state });
    if (hasStarted(order)) throw refuse('started');
    return { type: 'work.job-order.cancelled', subject: order.id, why: input.why, ...(order.request !== undefined && { request: order.request }), by: act.by, at: act.at };
  },
});

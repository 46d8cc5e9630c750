import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { ended } from './segment.ts';
import { isOver } from './state-words.ts';

/** Nobody works on it until it is released. What runs stands from this moment. */
export const hold = command({
  address: 'work.job-order.hold',
  summary: 'Hold a job order',
  part: 'dispatch',
  input: z.object({ jobOrder: id('work.job-order'), why: z.string().trim().min(1).max(400) }),
  refusals: {
    'held-already': 'It is held already: {reason}.',
    over: 'This order is {state}; there is nothing to hold.',
  },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act, { refuse }) {
    if (order.state === 'held') throw refuse('held-already', { reason: order.heldWhy });
    if (isOver(order)) throw refuse('over', { state: order.state });
    return { type: 'work.job-order.held', subject: order.id, ...ended(order, act.happenedAt), why: input.why, by: act.by, at: act.happenedAt };
  },
});

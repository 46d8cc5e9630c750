import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { ended } from './segment.ts';
import { jobOrder } from './job-order.ts';
import { hasStarted, isOver } from './state-words.ts';

/** Begun work is given up for good. What was made and counted stays. */
export const abort = command({
  address: 'work.job-order.abort',
  summary: 'Abort a begun job order',
  part: 'execution',
  input: z.object({ jobOrder: id('work.job-order'), why: z.string().trim().min(1).max(400) }),
  refusals: {
    over: 'This order is {state} already.',
    'not-started': 'Work on it has not begun; cancel it instead.',
  },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act, { refuse }) {
    if (isOver(order)) throw refuse('over', { state: order.state });
    if (!hasStarted(order)) throw refuse('not-started');
    return {
      type: 'work.job-order.aborted',
      subject: order.id,
      ...ended(order, act.happenedAt),
      why: input.why,
      ...(order.request !== undefined && { request: order.request }),
      by: act.by,
      at: act.happenedAt,
    };
  },
});

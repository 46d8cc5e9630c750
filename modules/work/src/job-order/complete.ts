import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { ended } from './segment.ts';

/** The work is done. Counts are reported by `work.job-order.count` before; one that comes later is kept and flagged. */
export const complete = command({
  address: 'work.job-order.complete',
  summary: 'Complete a job order',
  part: 'execution',
  input: z.object({ jobOrder: id('work.job-order') }),
  refusals: {
    'completed-already': '{by} completed it at {at}. What you counted is kept with the order.',
    'not-started': 'Work on it has not begun; it is {state}. Cancel it if it is not needed.',
    held: 'It is held: {reason}. It is completed when that is settled.',
    over: 'This order is {state}.',
  },
  rules: { owed: 'Owed before it is completed: {what}. Do that first; then complete the order.' },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, _input, act, { refuse, rule }) {
    if (order.state === 'completed' || order.state === 'closed') throw refuse('completed-already', { by: order.completedBy, at: order.completedAt.toString() });
    if (order.state === 'waiting' || order.state === 'dispatched') throw refuse('not-started', { state: order.state });
    if (order.state === 'held') throw refuse('held', { reason: order.heldWhy });
    if (order.state !== 'running' && order.state !== 'paused') throw refuse('over', { state: order.state });
    const owed = order.owed ?? [];
    rule('owed', owed.length > 0, { what: owed.map(({ says, since }) => `${says}, since ${since}`).join('; ') });
    return {
      type: 'work.job-order.completed',
      subject: order.id,
      ...ended(order, act.happenedAt),
      ...(order.request !== undefined && { request: order.request }),
      by: act.by,
      at: act.happenedAt,
    };
  },
});

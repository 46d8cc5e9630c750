import type { Moments } from '@millrace/kernel';
import type { JobOrder } from './job-order.ts';

/** Since when an order has been as it is: no start, stop or end of it happened before. */
export const momentsOf = (order: JobOrder): Moments => ({ from: order.createdAt, since: sinceOf(order) });

function sinceOf(order: JobOrder): Temporal.Instant {
  switch (order.state) {
    case 'waiting':
      return order.createdAt;
    case 'dispatched':
      return order.dispatchedAt;
    case 'running':
      return order.runningSince;
    case 'paused':
      return order.pausedAt;
    case 'held':
      return order.heldAt;
    case 'completed':
      return order.completedAt;
    case 'closed':
      return order.closedAt;
    case 'cancelled':
    case 'aborted':
      return order.endedAt;
  }
}

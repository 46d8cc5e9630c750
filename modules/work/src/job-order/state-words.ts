import type { JobOrder } from './job-order.ts';

const started = new Set(['running', 'paused', 'completed', 'closed', 'aborted']);
const over = new Set(['completed', 'closed', 'cancelled', 'aborted']);

/** Whether work on it has begun; a held one says by what it holds. */
export const hasStarted = (order: JobOrder): boolean => started.has(order.state) || (order.state === 'held' && order.heldFrom === 'paused');

/** Whether nothing more is done on it. */
export const isOver = (order: JobOrder): boolean => over.has(order.state);

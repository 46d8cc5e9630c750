import { amountOf, command, id, one } from '@millrace/kernel';
import { isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { hasStarted, isOver } from './state-words.ts';

/** A begun order is to make more or less than it set out to; everything else of it stays. */
export const setQuantity = command({
  address: 'work.job-order.set-quantity',
  summary: 'Change how much a begun job order is to make',
  needsReason: true,
  input: z.object({ jobOrder: id('work.job-order'), quantity: amountOf(isUnit) }),
  refusals: {
    'not-started': 'Work on it has not begun; change its plan instead.',
    over: 'This order is {state}; its quantity stands.',
    'other-unit': 'The order counts in {unit}; give the quantity in {unit}.',
  },
  load: (input) => one(jobOrder, input.jobOrder),
  decide(order, input, act, { refuse }) {
    if (isOver(order)) throw refuse('over', { state: order.state });
    if (!hasStarted(order)) throw refuse('not-started');
    // its counts are totals in the order's unit; another unit would give them another meaning
    if (input.quantity.unit !== order.quantity.unit) throw refuse('other-unit', { unit: order.quantity.unit });
    return { type: 'work.job-order.changed', subject: order.id, quantity: input.quantity, by: act.by, at: act.at };
  },
});

import { command, id, many } from '@millrace/kernel';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { isOver } from './state-words.ts';

// ten apart: one can be put between two without touching the others
const step = 10;

/** These orders are done in this order. Orders that are not named keep their place, behind them. */
export const sequence = command({
  address: 'work.job-order.sequence',
  summary: 'Put job orders in order',
  part: 'dispatch',
  input: z.object({ jobOrders: z.array(id('work.job-order')).min(1).max(200) }),
  refusals: {
    over: 'One of these orders is {state}; it has no place in the queue.',
    twice: 'An order is named twice. Name each once, first to last.',
  },
  load: (input) => many(jobOrder, input.jobOrders),
  decide(orders, input, act, { refuse }) {
    if (new Set(input.jobOrders).size < input.jobOrders.length) throw refuse('twice');
    const over = orders.find(isOver);
    if (over) throw refuse('over', { state: over.state });
    return orders.map((order, i) => ({ type: 'work.job-order.sequenced' as const, subject: order.id, sequence: (i + 1) * step, by: act.by as string, at: act.at }));
  },
});

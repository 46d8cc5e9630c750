import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { line, madeOrder, wantedWork } from './lines.ts';

const told = {
  system: z.string(),
  externalId: z.string(),
  description: z.string().optional(),
  priority: z.number().int().optional(),
  lines: z.array(line).readonly(),
  /** Message that told it last. */
  message: z.string(),
  /** When the sender wrote that message; an older one changes nothing. */
  toldAt: instant().optional(),
};
const facts = z.object({
  id: id('planning.production-request'),
  ...told,
  /** Orders that stand for it now, by line. */
  orders: z.array(madeOrder).readonly(),
  /** Orders of it on which nothing more is done. */
  done: z.array(z.string()).readonly(),
  receivedAt: instant(),
});

const states = z.discriminatedUnion('state', [
  /** A line names what we do not know; no order is made until it is known. */
  facts.extend({ state: z.literal('held') }),
  facts.extend({ state: z.literal('planned') }),
  facts.extend({ state: z.literal('completed'), completedAt: instant() }),
  facts.extend({ state: z.literal('cancelled'), cancelledAt: instant() }),
]);
export type ProductionRequest = z.output<typeof states>;

/** What one order is to become: so, or nothing. */
const change = z.object({ jobOrder: id('work.job-order'), wish: wantedWork.optional() });

/** What another system asks the plant to make (ISA-95 part 2, ProductionRequest). Its lines become job orders. */
export const productionRequest = noun({
  address: 'planning.production-request',
  title: 'Production request',
  numbering: { pattern: 'PR-{year}-{00000}', gapless: false },
  states,
  lookups: ['state'],
  events: {
    held: { ...told, at: instant() },
    planned: { ...told, orders: z.array(madeOrder).readonly(), changes: z.array(change).readonly(), at: instant() },
    /** The same again, or something older: nothing changes. */
    confirmed: { message: z.string(), isOlder: z.boolean(), externalId: z.string() },
    reconsidered: { message: z.string() },
    'order-ended': { jobOrder: z.string(), isLast: z.boolean(), at: instant() },
    cancelled: {
      message: z.string(),
      toldAt: instant().optional(),
      externalId: z.string(),
      system: z.string(),
      lines: z.array(line).readonly().optional(),
      changes: z.array(change).readonly(),
      at: instant(),
    },
  },
  evolve(request, event): ProductionRequest {
    switch (event.type) {
      case 'planning.production-request.held': {
        const { type: _, subject, at, ...given } = event;
        return { ...given, id: subject, state: 'held', orders: request?.orders ?? [], done: request?.done ?? [], receivedAt: request?.receivedAt ?? at };
      }
      case 'planning.production-request.planned': {
        const { type: _, subject, at, changes: __, ...given } = event;
        return { ...given, id: subject, state: 'planned', done: request?.done ?? [], receivedAt: request?.receivedAt ?? at };
      }
      case 'planning.production-request.confirmed':
      case 'planning.production-request.reconsidered':
        return request!;
      case 'planning.production-request.order-ended': {
        const done = [...new Set([...request!.done, event.jobOrder])];
        if (!event.isLast) return { ...request!, done };
        const { id: subject, system, externalId, description, priority, lines, message, toldAt, orders, receivedAt } = request!;
        return {
          id: subject,
          system,
          externalId,
          lines,
          orders,
          done,
          receivedAt,
          message,
          ...given({ description, priority, toldAt }),
          state: 'completed',
          completedAt: event.at,
        };
      }
      case 'planning.production-request.cancelled': {
        const { subject, at, message, toldAt, externalId, system } = event;
        const before = request ?? { id: subject, system, externalId, lines: event.lines ?? [], orders: [], done: [], receivedAt: at };
        const { lines, orders, done, receivedAt } = before;
        return {
          id: subject,
          system,
          externalId,
          lines,
          orders,
          done,
          receivedAt,
          message,
          ...given({ toldAt, description: request?.description, priority: request?.priority }),
          state: 'cancelled',
          cancelledAt: at,
        };
      }
    }
  },
  // lines of before said no place of their own
  place: (request) => request.lines[0]?.place ?? request.lines[0]?.work[0]?.place,
});

/** Only the fields that have a value. */
const given = <T extends Record<string, unknown>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

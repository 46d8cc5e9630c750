import { id, instant, noun, quantityOf } from '@millrace/kernel';
import * as z from 'zod';

/** One begun order and what its request wants of it now. */
export const differenceItem = z.object({
  jobOrder: id('work.job-order'),
  what: z.enum(['cancelled', 'cut', 'raised', 'changed']),
  was: quantityOf(),
  told: quantityOf().optional(),
  sentence: z.string(),
});
export type DifferenceItem = z.output<typeof differenceItem>;

const facts = z.object({
  id: id('planning.difference'),
  request: id('planning.production-request'),
  externalId: z.string(),
  system: z.string(),
  message: z.string(),
  place: z.string(),
  items: z.array(differenceItem).min(1).readonly(),
  openedAt: instant(),
});

const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('open') }),
  facts.extend({ state: z.literal('decided'), decision: z.enum(['apply', 'keep']), why: z.string(), decidedBy: z.string(), decidedAt: instant() }),
  /** A newer message said something else before anybody decided. */
  facts.extend({ state: z.literal('superseded') }),
]);
export type Difference = z.output<typeof states>;

/** A begun order and its request no longer agree: a person decides which one holds (DESIGN §1, Flow). */
export const difference = noun({
  address: 'planning.difference',
  title: 'Difference',
  refersTo: [
    { noun: 'work.job-order', by: 'items.jobOrder', isList: true },
    { noun: 'planning.production-request', by: 'request' },
  ],
  numbering: { pattern: 'DIF-{year}-{0000}', gapless: false },
  states,
  lookups: ['request', 'state'],
  events: {
    opened: {
      request: id('planning.production-request'),
      externalId: z.string(),
      system: z.string(),
      message: z.string(),
      place: z.string(),
      items: z.array(differenceItem).readonly(),
      at: instant(),
    },
    decided: { decision: z.enum(['apply', 'keep']), why: z.string(), items: z.array(differenceItem).readonly(), by: z.string(), at: instant() },
    superseded: {},
  },
  evolve(state, event): Difference {
    if (event.type === 'planning.difference.opened') {
      const { type: _, subject, at, ...given } = event;
      return { ...given, id: subject, state: 'open', openedAt: at };
    }
    if (event.type === 'planning.difference.superseded') return { ...factsOf(state!), state: 'superseded' };
    return { ...factsOf(state!), state: 'decided', decision: event.decision, why: event.why, decidedBy: event.by, decidedAt: event.at };
  },
});

function factsOf({ id: subject, request, externalId, system, message, place, items, openedAt }: Difference): z.output<typeof facts> {
  return { id: subject, request, externalId, system, message, place, items, openedAt };
}

import { id, instant, namedId, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('personnel.badge'),
  person: z.string(),
  /** argon2id of its number with the salt of the site; the number itself is nowhere kept. */
  numberHash: z.string(),
  givenBy: z.string(),
  givenAt: instant(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('given') }),
  facts.extend({ state: z.literal('withdrawn'), withdrawnBy: z.string(), withdrawnAt: instant() }),
]);
export type Badge = z.output<typeof states>;

/** A card is one record whoever holds it; its identity follows from its number. */
export const badgeOf = (numberHash: string) => namedId('personnel.badge', numberHash);

/** A card that opens terminals for its person (21 CFR 11.300(c)). Its history says who held it when. */
export const badge = noun({
  address: 'personnel.badge',
  title: 'Badge',
  states,
  lookups: ['person', 'state'],
  events: { given: { person: z.string(), numberHash: z.string(), by: z.string(), at: instant() }, withdrawn: { by: z.string(), at: instant() } },
  evolve(state, event) {
    if (event.type === 'personnel.badge.withdrawn') return { ...state!, state: 'withdrawn', withdrawnBy: event.by, withdrawnAt: event.at };
    const { type: _, subject, by, at, ...rest } = event;
    return { ...rest, id: subject, state: 'given', givenBy: by, givenAt: at };
  },
  place: () => undefined,
});

import { id, instant, namedId, noun } from '@millrace/kernel';
import * as z from 'zod';

/** Whole pieces. An addition is below zero where a late reading says when some of them were made. */
const pieces = z.int();

const states = z.discriminatedUnion('state', [
  z.object({
    id: id('scada.unheard-count'),
    state: z.literal('counted'),
    place: z.string(),
    /** Counter of the model. */
    signal: z.string(),
    /** Last heard before. */
    startsAt: instant(),
    /** Heard again, with these pieces more. */
    endsAt: instant(),
    total: pieces,
    scrap: pieces,
    heardAt: instant(),
  }),
]);
export type UnheardCount = z.output<typeof states>;

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b);

/** Pieces a counter showed when it was heard again: made some time since it was heard last, and nobody knows when. They stand in no quarter of an hour. */
export const unheardCount = noun({
  address: 'scada.unheard-count',
  title: 'Pieces made unheard',
  states,
  events: { added: { place: z.string(), signal: z.string(), startsAt: instant(), endsAt: instant(), total: pieces, scrap: pieces, heardAt: instant() } },
  evolve(before, event) {
    const { place, signal, endsAt, heardAt } = event;
    return {
      id: event.subject,
      state: 'counted',
      place,
      signal,
      startsAt: before ? later(before.startsAt, event.startsAt) : event.startsAt,
      endsAt,
      total: (before?.total ?? 0) + event.total,
      scrap: (before?.scrap ?? 0) + event.scrap,
      heardAt,
    };
  },
});

/** One for each time that a counter was heard again. */
export const unheardCountOf = (signal: string, endsAt: Temporal.Instant) => namedId('scada.unheard-count', signal, endsAt.toString());

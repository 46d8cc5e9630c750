import { id, instant, namedId, noun } from '@millrace/kernel';
import * as z from 'zod';

// a quarter of an hour: shifts begin and end on one, and a terminal shows hours
export const bucketMinutes = 15;

/** Whole pieces. An addition is below zero where a late reading moves pieces to an earlier quarter of an hour. */
const pieces = z.int();

const states = z.discriminatedUnion('state', [
  z.object({ id: id('scada.count'), state: z.literal('counted'), place: z.string(), startsAt: instant(), total: pieces, scrap: pieces, heardAt: instant() }),
]);
export type Count = z.output<typeof states>;

/** What a unit's counters say it made in a quarter of an hour, by the clock of its source. */
export const count = noun({
  address: 'scada.count',
  title: 'Count',
  states,
  events: { added: { place: z.string(), startsAt: instant(), total: pieces, scrap: pieces, heardAt: instant() } },
  evolve(before, event) {
    return {
      id: event.subject,
      state: 'counted',
      place: event.place,
      startsAt: event.startsAt,
      total: (before?.total ?? 0) + event.total,
      scrap: (before?.scrap ?? 0) + event.scrap,
      heardAt: event.heardAt,
    };
  },
});

/** The quarter of an hour that an instant lies in. */
export function bucketStart(at: Temporal.Instant): Temporal.Instant {
  const length = bucketMinutes * 60_000;
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at.epochMilliseconds / length) * length);
}

export const countOf = (place: string, startsAt: Temporal.Instant) => namedId('scada.count', place, startsAt.toString());

import { command, known, type EventIn } from '@millrace/kernel';
import * as z from 'zod';
import { bucketStart, count, countOf } from '../count/count.ts';
import { asKept } from '../timeline/as-kept.ts';
import { counter, counterOf, isWithin, reading, type Counter } from './counter.ts';
import { difference, type CounterRules, type Reading } from './difference.ts';

/** What a piece on a counter is: one made, one scrapped, or both by difference to another counter. */
const counts = z.object({ total: z.int().min(-1).max(1), scrap: z.int().min(-1).max(1) });
// 100: more than a unit's counters show in half a minute; a longer history comes in several reports
export const mostReadings = 100;
const read_ = z.object({
  signal: z.string().min(1),
  ...reading.shape,
  counts,
  rollsOverAt: z.int().positive().optional(),
  resets: z.enum(['never', 'per-order', 'any-time']).optional(),
});

/**
 * Counters of a unit were read. Pieces since the last reading go to the quarter of an hour of this one; the first reading counts
 * nothing. A late one moves pieces to the quarter in which they were made: sums never change by the order of arrival.
 */
export const readCounter = command({
  address: 'scada.counter.read',
  summary: 'Keep what the counters of a unit show',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string().min(1), readings: z.array(read_).min(1).max(mostReadings) }),
  place: (input) => input.place,
  load: (input) => ({
    counters: known(counter, [...new Set(input.readings.map((one) => counterOf(one.signal)))]),
    quarters: known(count, [...new Set(input.readings.map((one) => countOf(input.place, bucketStart(one.at))))]),
  }),
  decide({ counters }, told, act) {
    const input = { ...told, readings: told.readings.map((one) => ({ ...one, at: asKept(one.at) })) };
    const now = new Map(counters.map((one) => [one.signal, one]));
    const made = new Map<number, { total: number; scrap: number }>();
    const events: (EventIn<typeof counter> | EventIn<typeof count>)[] = [];
    for (const { signal, at, value, counts: kind, ...rules } of input.readings.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))) {
      const subject = counterOf(signal);
      const before = now.get(signal);
      const told =
        before && Temporal.Instant.compare(at, before.newest.at) <= 0
          ? late(before, { at, value }, rules, kind, input.place)
          : inOrder(before, { at, value }, rules, signal, input.place);
      if (!told) continue;
      now.set(signal, counter.evolve(before, { ...told.event, subject } as never));
      events.push({ ...told.event, subject } as EventIn<typeof counter>);
      const quarter = bucketStart(at).epochMilliseconds;
      const sum = made.get(quarter) ?? { total: 0, scrap: 0 };
      made.set(quarter, { total: sum.total + told.pieces * kind.total, scrap: sum.scrap + told.pieces * kind.scrap });
    }
    for (const [quarter, { total, scrap }] of made) {
      if (total === 0 && scrap === 0) continue;
      const startsAt = Temporal.Instant.fromEpochMilliseconds(quarter);
      events.push({ type: 'scada.count.added', subject: countOf(input.place, startsAt), place: input.place, startsAt, total, scrap, heardAt: act.at });
    }
    return events;
  },
});

function inOrder(before: Counter | undefined, to: Reading, rules: CounterRules, signal: string, place: string) {
  // the same number at a later moment is kept: what comes next was made after it
  const { pieces, jump } = before ? difference(before.newest, to, rules) : { pieces: 0 };
  return { pieces, event: { type: 'scada.counter.read' as const, signal, place, reading: to, ...(jump && { jump }) } };
}

function late(before: Counter, told: Reading, rules: CounterRules, kind: z.output<typeof counts>, place: string) {
  const refined = (later: Reading, pieces: number) => ({
    type: 'scada.counter.refined' as const,
    place,
    reading: told,
    later: later.at,
    total: noMinusZero(pieces * kind.total),
    scrap: noMinusZero(pieces * kind.scrap),
  });
  if (Temporal.Instant.compare(told.at, before.oldest.at) < 0) return { pieces: 0, event: refined(before.oldest, difference(told, before.oldest, rules).pieces) };
  const gap = before.gaps.find((one) => isWithin(one, told.at));
  if (!gap) return undefined;
  const pieces = difference(gap.from, told, rules).pieces;
  return { pieces, event: refined(gap.to, difference(told, gap.to, rules).pieces - difference(gap.from, gap.to, rules).pieces) };
}

const noMinusZero = (value: number) => value || 0;

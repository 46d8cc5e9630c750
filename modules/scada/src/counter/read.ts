import { command, known, type EventIn } from '@millrace/kernel';
import * as z from 'zod';
import { bucketStart, count, countOf } from '../count/count.ts';
import { asKept } from '../timeline/as-kept.ts';
import { unheardCount, unheardCountOf } from '../unheard-count/unheard-count.ts';
import { counter, counterOf, isWithin, reading, type Counter } from './counter.ts';
import { difference, type CounterRules, type Reading } from './difference.ts';
import { madeIn, type MadeIn } from './made-in.ts';

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
 * Counters of a unit were read. Pieces since the last reading go to the quarter of an hour of this one, or stand apart where nobody heard the counter meanwhile;
 * the first reading counts nothing. A late one moves pieces to the quarter in which they were made: sums never change by the order of arrival.
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
    unheard: known(unheardCount, [...new Set(input.readings.filter((one) => one.unheardSince).map((one) => unheardCountOf(one.signal, asKept(one.at))))]),
  }),
  decide({ counters }, told, act) {
    const { place } = told;
    const now = new Map(counters.map((one) => [one.signal, one]));
    const made = new Map<number, { total: number; scrap: number }>();
    const events: (EventIn<typeof counter> | EventIn<typeof count> | EventIn<typeof unheardCount>)[] = [];
    for (const { signal, at, value, unheardSince, counts: kind, ...rules } of inTime(told.readings)) {
      const subject = counterOf(signal);
      const before = now.get(signal);
      const reading = { at, value, ...(unheardSince && { unheardSince }) };
      const isLate = before && Temporal.Instant.compare(at, before.newest.at) <= 0;
      const found = isLate ? late(before, reading, rules, kind, place) : inOrder(before, reading, rules, place, signal);
      if (!found) continue;
      now.set(signal, counter.evolve(before, { ...found.event, subject } as never));
      events.push({ ...found.event, subject } as EventIn<typeof counter>);
      if (!found.from) continue;
      const pieces = difference(found.from, reading, rules).pieces;
      const amount = { total: noMinusZero(pieces * kind.total), scrap: noMinusZero(pieces * kind.scrap) };
      const { quarter, ...stretch } = madeIn(found.from, reading);
      if (quarter) {
        const sum = made.get(quarter.epochMilliseconds) ?? { total: 0, scrap: 0 };
        made.set(quarter.epochMilliseconds, { total: sum.total + amount.total, scrap: sum.scrap + amount.scrap });
      } else if (pieces > 0)
        events.push({ type: 'scada.unheard-count.added', subject: unheardCountOf(signal, at), place, signal, ...(stretch as Stretch), ...amount, heardAt: act.at });
    }
    for (const [quarter, { total, scrap }] of made) {
      if (total === 0 && scrap === 0) continue;
      const startsAt = Temporal.Instant.fromEpochMilliseconds(quarter);
      events.push({ type: 'scada.count.added', subject: countOf(place, startsAt), place, startsAt, total, scrap, heardAt: act.at });
    }
    return events;
  },
});

interface Stretch {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

const inTime = (readings: readonly z.output<typeof read_>[]) =>
  readings.map((one) => ({ ...one, at: asKept(one.at), unheardSince: one.unheardSince && asKept(one.unheardSince) })).toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));

function inOrder(before: Counter | undefined, to: Reading, rules: CounterRules, place: string, signal: string) {
  // the same number at a later moment is kept: what comes next was made after it
  const jump = before && difference(before.newest, to, rules).jump;
  return { from: before?.newest, event: { type: 'scada.counter.read' as const, signal, place, reading: to, ...(jump && { jump }) } };
}

/** A reading between two that are known, or before all of them: what was made until the later one is made since this one. */
function late(before: Counter, told: Reading, rules: CounterRules, kind: z.output<typeof counts>, place: string) {
  const gap = before.gaps.find((one) => isWithin(one, told.at));
  const isFirst = Temporal.Instant.compare(told.at, before.oldest.at) < 0;
  if (!gap && !isFirst) return undefined;
  const from = isFirst ? undefined : gap!.from;
  const to = isFirst ? before.oldest : gap!.to;
  const was = from && { pieces: difference(from, to, rules).pieces, ...madeIn(from, to) };
  const is = { pieces: difference(told, to, rules).pieces, ...madeIn(told, to) };
  const moved = (isHere: (one: MadeIn) => boolean) => {
    const pieces = (isHere(is) ? is.pieces : 0) - (was && isHere(was) ? was.pieces : 0);
    return { total: noMinusZero(pieces * kind.total), scrap: noMinusZero(pieces * kind.scrap) };
  };
  const isUnheard = (one: MadeIn) => one.startsAt !== undefined;
  const startsAt = is.startsAt ?? was?.startsAt;
  const [jump, laterJump] = [from && difference(from, told, rules).jump, difference(told, to, rules).jump];
  const ofUnheard = moved(isUnheard);
  const isNarrower = is.startsAt !== undefined && is.pieces > 0 && (!was?.startsAt || !is.startsAt.equals(was.startsAt));
  return {
    from,
    event: {
      type: 'scada.counter.refined' as const,
      place,
      reading: told,
      later: to.at,
      ...(jump && { jump }),
      ...(laterJump && { laterJump }),
      ...moved((one) => !isUnheard(one)),
      ...(startsAt && (ofUnheard.total !== 0 || ofUnheard.scrap !== 0 || isNarrower) && { unheard: { signal: before.signal, startsAt, endsAt: to.at, ...ofUnheard } }),
    },
  };
}

const noMinusZero = (value: number) => value || 0;

import type { Sample } from '@millrace/connector-kit';
import { bucketStart } from '@millrace/scada';
import type { SignalFacts } from './signals.ts';

/** A reading of a counter on its way to `scada.counter.read`. */
export interface Reading {
  readonly signal: string;
  readonly at: Temporal.Instant;
  readonly value: string;
  /** Nobody heard the counter from then until this reading. */
  readonly unheardSince?: Temporal.Instant;
  readonly counts: { readonly total: number; readonly scrap: number };
  readonly rollsOverAt?: number;
  readonly resets?: string;
}

interface Followed {
  heard: Reading;
  /** Heard and not told yet. */
  isDue: boolean;
  /** Not heard since then. */
  lostAt?: Temporal.Instant | undefined;
  /** The last stretch in which nobody heard it: what a machine kept of it and tells afterwards was not heard either. */
  silence?: { readonly since: Temporal.Instant; readonly until: Temporal.Instant };
}

/**
 * Counters of one connection. A machine moves its counter several times a second; told are the readings that decide what is counted
 * where: the last of a quarter of an hour and the first of the next, what stood before a step down, the last before a loss and the first after it, late ones, and one
 * now and then.
 */
export function counting(everyMs: number, heardBefore = true) {
  const followed = new Map<string, Followed>();
  const placeOf = new Map<string, string>();
  const toldMs = new Map<string, number>();
  const due = new Map<string, Reading[]>();
  // units that were lost before their counters said a word here
  const lostPlaces = new Map<string, Temporal.Instant>();
  const put = (place: string, reading: Reading) => due.set(place, [...(due.get(place) ?? []), reading]);
  const takeIn = (place: string, one: Followed) => {
    if (one.isDue) put(place, one.heard);
    one.isDue = false;
  };

  return {
    /** A counter was read. False where the value is no count; nothing is guessed then. */
    read(facts: SignalFacts, at: Temporal.Instant, sample: Pick<Sample, 'value' | 'historical'>): boolean {
      const value = wholeNumber(sample.value);
      if (value === undefined || !facts.pieces) return false;
      const reading: Reading = {
        signal: facts.id,
        at,
        value,
        counts: facts.pieces,
        ...(facts.rollsOverAt !== undefined && { rollsOverAt: facts.rollsOverAt }),
        ...(facts.resets !== undefined && { resets: facts.resets }),
      };
      placeOf.set(facts.id, facts.on);
      const known = followed.get(facts.id);
      if (!known) {
        // what the server before had heard and not told yet was made before the loss; where nobody ever listened, all since the last reading there is was unheard
        const lostAt = lostPlaces.get(facts.on)?.subtract({ milliseconds: everyMs }) ?? (heardBefore ? undefined : never);
        put(facts.on, unheard(reading, lostAt));
        followed.set(facts.id, { heard: reading, isDue: false, ...(lostAt && !sample.historical && { silence: { since: lostAt, until: at } }) });
        return true;
      }
      if (Temporal.Instant.compare(at, known.heard.at) < 0) {
        put(facts.on, unheard(reading, silentSince(known, at)));
        return true;
      }
      const { lostAt } = known;
      if (!sample.historical) known.lostAt = undefined;
      if (lostAt && !sample.historical) known.silence = { since: lostAt, until: at };
      if (known.heard.value === value) return true;
      if (lostAt && !sample.historical) {
        takeIn(facts.on, known);
        put(facts.on, unheard(reading, lostAt));
        known.heard = reading;
        return true;
      }
      if (BigInt(value) < BigInt(known.heard.value) || !bucketStart(at).equals(bucketStart(known.heard.at))) takeIn(facts.on, known);
      known.heard = unheard(reading, lostAt);
      known.isDue = true;
      return true;
    },
    /** Nobody hears these counters of a unit since then, or any of them. */
    lost(place: string, at: Temporal.Instant, signal?: string): void {
      if (signal === undefined) lostPlaces.getOrInsert(place, at);
      for (const [id, one] of followed) if (placeOf.get(id) === place && (signal === undefined || signal === id)) one.lostAt ??= at;
    },
    /** Readings to tell now, by unit. */
    take(nowMs: number, isAll = false): Map<string, Reading[]> {
      for (const [signal, one] of followed) {
        const place = placeOf.get(signal)!;
        if (one.isDue && (isAll || due.has(place) || nowMs - (toldMs.get(place) ?? 0) >= everyMs)) takeIn(place, one);
      }
      const taken = new Map(due);
      due.clear();
      for (const place of taken.keys()) toldMs.set(place, nowMs);
      return taken;
    },
  };
}

/** Since when nobody had heard a counter at a moment that lies behind. */
function silentSince({ lostAt, silence }: Followed, at: Temporal.Instant): Temporal.Instant | undefined {
  if (lostAt && Temporal.Instant.compare(lostAt, at) < 0) return lostAt;
  return silence && Temporal.Instant.compare(at, silence.until) <= 0 ? silence.since : undefined;
}

const never = Temporal.Instant.fromEpochMilliseconds(0);
const unheard = (reading: Reading, since: Temporal.Instant | undefined): Reading =>
  since && Temporal.Instant.compare(since, reading.at) < 0 ? { ...reading, unheardSince: since } : reading;

/** Decimal digits of a count from 0 up; a count in a floating-point field is taken where it is whole. */
function wholeNumber(value: Sample['value']): string | undefined {
  if (typeof value === 'bigint') return value >= 0n ? value.toString() : undefined;
  // beyond 2^53 a double tells no single pieces, and a controller that shows so many tells its fault
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return undefined;
  return String(value);
}

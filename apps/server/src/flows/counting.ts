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
  /** It showed less than before: believed when the next reading is no way back, or none came. */
  doubted?: Doubted | undefined;
  /** The most it went up between two readings, pieces a millisecond. */
  fastest: number;
}

interface Doubted {
  readonly reading: Reading;
  readonly isHistorical: boolean;
  /** When it was first looked at, ms. */
  sinceMs?: number;
}

/**
 * Counters of one connection. A machine moves its counter several times a second; told are the readings that decide what is counted
 * where: the last of a quarter of an hour and the first of the next, what stood before a step down, the last before a loss and the first after it, late ones, and one
 * now and then. A step down waits for the reading after it: a controller that starts anew may say 0 once and then what it kept, and to count
 * from zero would count all of it twice.
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

  const follow = (place: string, known: Followed, reading: Reading, isHistorical: boolean) => {
    const { lostAt, heard } = known;
    const { at, value } = reading;
    if (!isHistorical) known.lostAt = undefined;
    if (lostAt && !isHistorical) known.silence = { since: lostAt, until: at };
    if (heard.value === value) return;
    if (lostAt && !isHistorical) {
      takeIn(place, known);
      put(place, unheard(reading, lostAt));
      known.heard = reading;
      return;
    }
    if (!lostAt) known.fastest = Math.max(known.fastest, perMs(heard, reading));
    if (isBelow(reading, heard) || !bucketStart(at).equals(bucketStart(heard.at))) takeIn(place, known);
    known.heard = unheard(reading, lostAt);
    known.isDue = true;
  };
  const believe = (place: string, known: Followed, { reading, isHistorical }: Doubted) => {
    known.doubted = undefined;
    follow(place, known, reading, isHistorical);
    // where it begins anew
    takeIn(place, known);
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
        followed.set(facts.id, { heard: reading, isDue: false, fastest: 0, ...(lostAt && !sample.historical && { silence: { since: lostAt, until: at } }) });
        return true;
      }
      if (Temporal.Instant.compare(at, known.heard.at) < 0) {
        put(facts.on, unheard(reading, silentSince(known, at)));
        return true;
      }
      const { doubted } = known;
      if (doubted && !cameBack(known, doubted.reading, reading)) believe(facts.on, known, doubted);
      const isHistorical = sample.historical === true;
      known.doubted = isBelow(reading, known.heard) ? { reading, isHistorical } : undefined;
      if (!known.doubted) follow(facts.on, known, reading, isHistorical);
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
        // what nobody confirms before we end is left to the next reading there is
        if (one.doubted && !isAll && nowMs - (one.doubted.sinceMs ??= nowMs) >= everyMs) believe(place, one, one.doubted);
        if (one.isDue && (isAll || due.has(place) || nowMs - (toldMs.get(place) ?? 0) >= everyMs)) takeIn(place, one);
      }
      const taken = new Map(due);
      due.clear();
      for (const place of taken.keys()) toldMs.set(place, nowMs);
      return taken;
    },
  };
}

const isBelow = (one: Reading, other: Reading) => BigInt(one.value) < BigInt(other.value);
/** Pieces a millisecond from one reading to the next. */
const perMs = (from: Reading, to: Reading) => {
  const ms = to.at.epochMilliseconds - from.at.epochMilliseconds;
  return ms > 0 ? Number(BigInt(to.value) - BigInt(from.value)) / ms : 0;
};
/**
 * After a step down it shows as much as before again, sooner than it could have counted: twice its fastest. A fall by less than half
 * is none of a counter that begins anew, unless it does so with each order and a small one was made before it was read.
 */
const cameBack = ({ heard, fastest }: Followed, low: Reading, next: Reading) =>
  !isBelow(next, heard) && (next.at.equals(low.at) || perMs(low, next) > 2 * fastest || (low.resets !== 'per-order' && 2n * BigInt(low.value) > BigInt(heard.value)));

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

import type { CommandKind } from './command.ts';

// 2 min: a terminal that asks a time server is right within a second, and whoever types a time types a minute; beyond it a clock is wrong
export const clockToleranceS = 120;
// 400 days: somebody may still write up the papers of last year
export const horizonDays = 400;

/** Why a moment that somebody names cannot be when it happened. */
export const oddMoments = ['clock-ahead', 'too-long-ago', 'before-record'] as const;
export type OddMoment = (typeof oddMoments)[number];

/** Moments of a record that what is said of it is held against. */
export interface Moments {
  /** It began then: nothing at all happened to it before. */
  readonly from: Temporal.Instant;
  /** It has been as it is since then: nothing that changes it now happened before. */
  readonly since: Temporal.Instant;
}

export interface JudgedMoment {
  /** When it is reckoned to have happened: never later than now. */
  readonly at: Temporal.Instant;
  /** What was said cannot be, for this reason: it is reckoned as of now. */
  readonly odd?: OddMoment;
}

const secondsFrom = (a: Temporal.Instant, b: Temporal.Instant) => (b.epochMilliseconds - a.epochMilliseconds) / 1000;

/**
 * Judges when somebody says that something happened, by the server's clock and by the record it speaks of. What is off by no more than
 * clocks are is drawn to the nearest moment that can be; what cannot be is reckoned as of now, and said to be odd.
 */
export function judgeMoment(said: Temporal.Instant, now: Temporal.Instant, is: CommandKind, moments?: Moments): JudgedMoment {
  const isAhead = Temporal.Instant.compare(said, now) > 0;
  if (isAhead) return secondsFrom(now, said) <= clockToleranceS ? { at: now } : { at: now, odd: 'clock-ahead' };
  if (secondsFrom(said, now) > horizonDays * 86_400) return { at: now, odd: 'too-long-ago' };
  const earliest = is === 'request' ? moments?.since : moments?.from;
  if (!earliest || Temporal.Instant.compare(said, earliest) >= 0) return { at: said };
  if (secondsFrom(said, earliest) > clockToleranceS) return { at: now, odd: 'before-record' };
  return { at: Temporal.Instant.compare(earliest, now) < 0 ? earliest : now };
}

import { checkInstant, checkInterval, lengthMs, without } from '@millrace/calendar';
import type { Interval } from '@millrace/calendar';
import { checkLeaves } from './leaf.ts';
import type { Leaf } from './leaf.ts';

export type Completeness = {
  /** Share of the window that has an interval, 0 to 1. */
  readonly share: number;
  readonly missingMs: number;
  /** The stretches without any interval: what to ask the machine's connector about. */
  readonly missing: readonly Interval[];
  readonly openIds: readonly string[];
};

/** How much of a window is known. Missing time is reported, never filled. */
export function completeness(window: Interval, leaves: readonly Leaf[]): Completeness {
  checkLeaves(leaves);
  const missing = without([window], leaves);
  const missingMs = missing.reduce((total, part) => total + lengthMs(part), 0);
  return {
    share: 1 - missingMs / lengthMs(window),
    missingMs,
    missing,
    openIds: leaves.filter((leaf) => leaf.isOpen).map((leaf) => leaf.id),
  };
}

/**
 * Whether a value of a window may still move: until the grace for late data is over, or while something in it is open, it is provisional.
 */
export function statusOf(window: Interval, asOf: Temporal.Instant, graceMs: number, known: Pick<Completeness, 'openIds'>): 'provisional' | 'final' {
  if (!Number.isFinite(graceMs) || graceMs < 0) throw new RangeError(`graceMs is ${graceMs}; allowed is zero or more.`);
  checkInterval('the window', window);
  checkInstant('asOf', asOf);
  const closesAt = window.end.add({ milliseconds: Math.round(graceMs) });
  return known.openIds.length > 0 || Temporal.Instant.compare(asOf, closesAt) < 0 ? 'provisional' : 'final';
}

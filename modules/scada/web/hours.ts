import type { Hour, StateInterval } from '@millrace/ui';

/** A row of `scada.count.list`: what a unit's counters made in a quarter of an hour. */
export interface CountRow {
  readonly startsAt: string;
  readonly total: number;
  readonly scrap: number;
}

/** Pieces made some time in a stretch in which nobody heard the unit. */
export interface UnheardRow extends CountRow {
  readonly endsAt: string;
}

/** Answer of `scada.count.list`. */
export interface Counted {
  readonly rows: readonly CountRow[];
  readonly unheard: readonly UnheardRow[];
  /** Where a counter did what counts nothing. */
  readonly jumps: readonly { readonly signal: string; readonly at: string; readonly kind: 'step-back' | 'leap'; readonly from: string; readonly to: string }[];
}

/** Pieces made unheard that are surely of a stretch of time: all of theirs lies in it. */
export const unheardWithin = (unheard: readonly UnheardRow[], fromMs: number, toMs: number): readonly UnheardRow[] =>
  unheard.filter((one) => Date.parse(one.startsAt) >= fromMs && Date.parse(one.endsAt) <= toMs);

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;

/** States in which nobody waits for pieces: no order, set-up, what is planned, and what is off. */
const isNotDue: ReadonlySet<StateInterval['state']> = new Set(['no-order', 'setup', 'planned-down', 'off']);

/** How long pieces were due from a unit in a stretch of time, ms: all of it but what stood by plan or for want of an order. */
export function dueMsIn(intervals: readonly StateInterval[], fromMs: number, toMs: number): number {
  const within = (one: StateInterval) => Math.max(0, Math.min(toMs, Date.parse(one.to)) - Math.max(fromMs, Date.parse(one.from)));
  return Math.max(0, toMs - fromMs - intervals.filter((one) => isNotDue.has(one.state)).reduce((sum, one) => sum + within(one), 0));
}

/**
 * Good pieces of each hour of a shift up to now, against the rate over the time in which pieces were due (the rest of the running hour counts as such); hours
 * that have not begun are left out.
 */
export function hoursOf(
  counts: readonly CountRow[],
  fromMs: number,
  nowMs: number,
  perMinute: number,
  label: (at: number) => string,
  intervals: readonly StateInterval[] = [],
): Hour[] {
  const hours: Hour[] = [];
  for (let at = fromMs; at < nowMs; at += hourMs) {
    const mine = counts.filter((row) => Date.parse(row.startsAt) >= at && Date.parse(row.startsAt) < at + hourMs);
    const dueMs = dueMsIn(intervals, at, Math.min(nowMs, at + hourMs));
    const restMs = Math.max(0, at + hourMs - nowMs);
    hours.push({
      label: label(at),
      good: mine.reduce((sum, row) => sum + row.total - row.scrap, 0),
      target: (perMinute * (dueMs + restMs)) / 60_000,
      passed: restMs === 0 ? 1 : dueMs / (dueMs + restMs),
    });
  }
  return hours;
}

/** Pieces per minute of late: over the running quarter of an hour and the one before, so that its turn is not seen as a stop. */
export function rateOf(counts: readonly CountRow[], nowMs: number): number | undefined {
  const running = Math.floor(nowMs / quarterMs) * quarterMs;
  const from = running - quarterMs;
  const recent = counts.filter((row) => Date.parse(row.startsAt) >= from);
  const first = Math.min(...recent.map((row) => Date.parse(row.startsAt)));
  if (recent.length === 0) return undefined;
  const minutes = (nowMs - first) / 60_000;
  return minutes < 1 ? undefined : recent.reduce((sum, row) => sum + row.total, 0) / minutes;
}

/** Pieces per minute of a rate as the model writes it: `100 1/min`. */
export function perMinuteOf(rate: string | undefined): number | undefined {
  const found = rate === undefined ? undefined : /^(\d+(?:\.\d+)?) 1\/(s|min|h)$/.exec(rate);
  return found ? Number(found[1]) * { s: 60, min: 1, h: 1 / 60 }[found[2] as 's' | 'min' | 'h'] : undefined;
}

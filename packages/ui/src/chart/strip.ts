/** Exclusive states of a unit's time, and the time nobody knows of. */
export type UnitState = 'production' | 'setup' | 'delay' | 'no-order' | 'planned-down' | 'off' | 'micro' | 'unknown';

/** A leaf interval of a unit's time. */
export interface StateInterval {
  readonly id: string;
  readonly state: UnitState;
  /** ISO 8601 instants; the end is not part of it. */
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
  /** A stop without a reason; someone should explain it. */
  readonly isUnexplained?: boolean;
}

export interface Segment {
  readonly interval: StateInterval;
  /** Share of the strip, 0 to 1. */
  readonly start: number;
  readonly width: number;
  readonly seconds: number;
}

/** The strip of a window: intervals cut to it, and what they leave open shown as unknown, never as production. */
export function stripSegments(intervals: readonly StateInterval[], window: { from: string; to: string }): Segment[] {
  const from = Date.parse(window.from);
  const to = Date.parse(window.to);
  if (!(to > from)) throw new TypeError(`window is ${window.from} to ${window.to}; its end must be after its begin`);
  const segments: Segment[] = [];
  let at = from;
  const push = (interval: StateInterval, begin: number, end: number) =>
    segments.push({ interval, start: (begin - from) / (to - from), width: (end - begin) / (to - from), seconds: (end - begin) / 1000 });

  for (const interval of intervals.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const begin = Math.max(at, Date.parse(interval.from));
    const end = Math.min(to, Date.parse(interval.to));
    if (end <= begin) continue;
    if (begin > at) push(unknown(at, begin), at, begin);
    push(interval, begin, end);
    at = end;
  }
  if (at < to) push(unknown(at, to), at, to);
  return segments;
}

function unknown(from: number, to: number): StateInterval {
  const iso = (ms: number) => new Date(ms).toISOString();
  return { id: `unknown ${iso(from)}`, state: 'unknown', from: iso(from), to: iso(to) };
}

/** Seconds per state, in the order in which states first appear. */
export function stateTotals(segments: readonly Segment[]): Map<UnitState, number> {
  const totals = new Map<UnitState, number>();
  for (const { interval, seconds } of segments) totals.set(interval.state, (totals.get(interval.state) ?? 0) + seconds);
  return totals;
}

/** Full hours inside a window as shares of it; whole steps of 1, 2, 3 or 6 hours, so that at most `most` marks stand there. */
export function hourMarks(window: { from: string; to: string }, most: number, offsetMs = 0): { at: string; place: number }[] {
  const from = Date.parse(window.from);
  const to = Date.parse(window.to);
  const hour = 3_600_000;
  const step = ([1, 2, 3, 6, 12, 24].find((one) => (to - from) / (one * hour) <= most) ?? 24) * hour;
  const marks = [];
  for (let at = Math.ceil((from + offsetMs) / step) * step - offsetMs; at <= to; at += step) marks.push({ at: new Date(at).toISOString(), place: (at - from) / (to - from) });
  return marks;
}

/** A stretch of time from its start up to, but without, its end. Two stretches that touch do not overlap. */
export type Interval = { readonly start: Temporal.Instant; readonly end: Temporal.Instant };

// by nanoseconds: Temporal.Instant.compare takes ten times as long, and a year of shifts asks it a million times
export const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => a.epochNanoseconds < b.epochNanoseconds;
export const order = (a: Temporal.Instant, b: Temporal.Instant): number => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0);
export const earlierOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isBefore(b, a) ? b : a);
export const laterOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isBefore(a, b) ? b : a);

/** Refuses what is no instant: text from JSON is neither before nor after anything, and passed for a time it would be any time. */
export function checkInstant(name: string, at: unknown): void {
  if (!(at instanceof Temporal.Instant))
    throw new RangeError(`${name} is ${typeof at === 'string' ? JSON.stringify(at) : String(at)}; allowed is an instant, such as Temporal.Instant.from("2026-01-05T06:00:00Z").`);
}

/** The same of both ends of an interval. */
export function checkInterval(name: string, of: Interval): void {
  if (of === null || typeof of !== 'object') throw new RangeError(`${name} is ${String(of)}; allowed is an interval with start and end.`);
  checkInstant(`start of ${name}`, of.start);
  checkInstant(`end of ${name}`, of.end);
}

/** Builds an interval; an end at or before the start is refused. */
export function interval(start: Temporal.Instant, end: Temporal.Instant): Interval {
  checkInterval('the interval', { start, end });
  if (!isBefore(start, end)) throw new RangeError(`end is ${end.toString()}; allowed is an instant after the start, ${start.toString()}.`);
  return { start, end };
}

/** Elapsed time of an interval, ms. Time on a clock on the wall may differ: the night of the change has 7 or 9 hours. */
export function lengthMs(of: Interval): number {
  checkInterval('the interval', of);
  return Number(of.end.epochNanoseconds - of.start.epochNanoseconds) / 1e6;
}

/** True where the instant is in the interval; its end is not. */
export function contains(of: Interval, at: Temporal.Instant): boolean {
  checkInterval('the interval', of);
  checkInstant('at', at);
  return !isBefore(at, of.start) && isBefore(at, of.end);
}

/** The part two intervals share, or undefined where they do not overlap. */
export function overlap(a: Interval, b: Interval): Interval | undefined {
  checkInterval('a', a);
  checkInterval('b', b);
  const start = laterOf(a.start, b.start);
  const end = earlierOf(a.end, b.end);
  return isBefore(start, end) ? { start, end } : undefined;
}

/** The same time without overlaps, sorted; what touches is joined. */
export function union(of: readonly Interval[]): Interval[] {
  for (const [index, one] of of.entries()) checkInterval(`of[${index}]`, one);
  const result: Interval[] = [];
  for (const next of of.toSorted((a, b) => order(a.start, b.start))) {
    const last = result.at(-1);
    if (last && !isBefore(last.end, next.start)) result[result.length - 1] = { start: last.start, end: laterOf(last.end, next.end) };
    else result.push({ start: next.start, end: next.end });
  }
  return result;
}

/** The time of `of` that is in none of `taken`, sorted and without overlaps. */
export function without(of: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const holes = union(taken);
  const result: Interval[] = [];
  for (const piece of union(of)) {
    let { start } = piece;
    for (const hole of holes) {
      if (!isBefore(hole.start, piece.end)) break;
      if (!isBefore(start, hole.end)) continue;
      if (isBefore(start, hole.start)) result.push({ start, end: hole.start });
      start = laterOf(start, hole.end);
    }
    if (isBefore(start, piece.end)) result.push({ start, end: piece.end });
  }
  return result;
}

/** The time that is in both lists, sorted and without overlaps. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const [left, right] = [union(a), union(b)];
  const result: Interval[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [x, y] = [left[i]!, right[j]!];
    const shared = overlap(x, y);
    if (shared) result.push(shared);
    if (isBefore(x.end, y.end)) i += 1;
    else j += 1;
  }
  return result;
}

/** Every pair that overlaps, with the part shared; for finding double bookings. */
export function overlaps<T extends Interval>(of: readonly T[]): { readonly first: T; readonly second: T; readonly shared: Interval }[] {
  for (const [index, one] of of.entries()) checkInterval(`of[${index}]`, one);
  const sorted = of.toSorted((a, b) => order(a.start, b.start));
  const found: { first: T; second: T; shared: Interval }[] = [];
  for (const [index, first] of sorted.entries()) {
    for (const second of sorted.slice(index + 1)) {
      if (!isBefore(second.start, first.end)) break;
      const shared = overlap(first, second);
      if (shared) found.push({ first, second, shared });
    }
  }
  return found;
}

import type { Sample, Samples } from './series.ts';
import type { Intervals } from './intervals.ts';
import type { AggregateConfiguration } from './configuration.ts';
import { interpolatedStatus, missing, onLine, storedBound, type Bound } from './bound.ts';
import { isBad, isGood } from './status.ts';

/** The line drawn through one interval between its interpolated bounds (OPC 10000-13 §3.1.8). */
export interface InterpolatedSummary {
  readonly early: Bound;
  readonly late: Bound;
  /** Time integral of the line, value x ms. */
  readonly area: number;
  /** Length over which the line exists, ms: shorter than the interval where the data begins inside it. */
  readonly coveredMs: number;
  /** Every value on the line is Good and none was skipped. */
  readonly isCertain: boolean;
}

// Sums of at most this many terms are added to the total at once: the rounding error of 20 million terms stays below
// that of 20 million / 4096 of them
const block = 4096;

/**
 * Draws a line through the usable values, skipping the others, and hands over a summary per interval once the next usable
 * value is known. Keeps two values and one sum, however long the series and its gaps.
 */
export class InterpolatedIntervals {
  private readonly intervals: Intervals;
  private readonly sloped: boolean;
  private readonly useSlopedExtrapolation: boolean;
  /** Statuses below this are usable. */
  private readonly usableBelow: number;
  private readonly close: (index: number, summary: InterpolatedSummary) => void;

  private index = -1;
  private last: Sample | undefined;
  private beforeLast: Sample | undefined;
  /** When the first value after `last` was skipped. */
  private skippedFromMs = Number.POSITIVE_INFINITY;
  private early: Bound = missing(Number.NaN);
  /** Where the pen stands; NaN while the line has not begun. */
  private penMs = Number.NaN;
  private penValue = Number.NaN;
  private area = 0;
  private coveredMs = 0;
  private isCertain = true;

  constructor(intervals: Intervals, sloped: boolean, configuration: AggregateConfiguration, close: (index: number, summary: InterpolatedSummary) => void) {
    this.intervals = intervals;
    this.sloped = sloped;
    this.useSlopedExtrapolation = sloped && configuration.useSlopedExtrapolation;
    this.usableBelow = configuration.treatUncertainAsBad ? 0x4000_0000 : 0x8000_0000;
    this.close = close;
  }

  run(samples: Samples, from: number): void {
    const { timesMs, values, statuses } = samples;
    const { length } = timesMs;
    const { count } = this.intervals;
    let i = from;
    while (i < length && this.index < count) {
      const status = statuses === undefined ? 0 : statuses[i]!;
      if (status >= this.usableBelow) {
        if (this.skippedFromMs === Number.POSITIVE_INFINITY) this.skippedFromMs = timesMs[i]!;
        i++;
        continue;
      }
      this.take({ timeMs: timesMs[i]!, value: values[i]!, status });
      i++;
      if (this.index >= 0 && this.index < count) i = this.drawGood(timesMs, values, statuses, i);
    }
  }

  /** The hot loop: on through Good values that lie before the end of the interval; returns where it had to stop. */
  private drawGood(timesMs: Float64Array, values: Float64Array, statuses: Uint32Array | undefined, from: number): number {
    const limit = this.intervals.boundaries[this.index + 1]!;
    const { length } = timesMs;
    const { sloped } = this;
    const startMs = this.penMs;
    let penMs = startMs;
    let penValue = this.penValue;
    let beforeMs = this.last!.timeMs;
    let beforeValue = this.last!.value;
    let i = from;
    while (i < length) {
      const stop = Math.min(i + block, length);
      const begun = i;
      let sum = 0;
      for (; i < stop; i++) {
        const timeMs = timesMs[i]!;
        if (timeMs >= limit || (statuses !== undefined && statuses[i]! >= 0x4000_0000)) break;
        const value = values[i]!;
        sum += (sloped ? penValue + value : penValue + penValue) * (timeMs - penMs);
        beforeMs = penMs;
        beforeValue = penValue;
        penMs = timeMs;
        penValue = value;
      }
      this.area += sum / 2;
      if (i < stop || i === begun) break;
    }
    if (i === from) return i;

    this.coveredMs += penMs - startMs;
    this.beforeLast = { timeMs: beforeMs, value: beforeValue, status: 0 };
    this.last = { timeMs: penMs, value: penValue, status: 0 };
    this.penMs = penMs;
    this.penValue = penValue;
    return i;
  }

  /** @param lastMs time of the last stored value, whatever its quality */
  finish(lastMs: number): void {
    const { boundaries, count } = this.intervals;
    while (this.index < count) this.pass(this.extrapolated(boundaries[this.index + 1]!, lastMs));
  }

  private take(sample: Sample): void {
    const { boundaries, count } = this.intervals;
    while (this.index < count && sample.timeMs >= boundaries[this.index + 1]!) {
      this.pass(this.boundBefore(boundaries[this.index + 1]!, sample));
    }
    // a value on the boundary has become the bound already
    if (this.index >= 0 && this.index < count && sample.timeMs !== this.penMs) {
      if (this.skippedFromMs < sample.timeMs || !isGood(sample.status)) this.isCertain = false;
      this.drawTo(sample.timeMs, sample.value);
    }
    this.beforeLast = this.last;
    this.last = sample;
    this.skippedFromMs = Number.POSITIVE_INFINITY;
  }

  /** End one interval at a bound and begin the next there. */
  private pass(bound: Bound): void {
    if (this.index >= 0) {
      const crossedSkipped = this.sloped ? this.skippedFromMs < Number.POSITIVE_INFINITY : this.skippedFromMs < bound.timeMs;
      if (!isGood(bound.status) || crossedSkipped) this.isCertain = false;
      if (!isBad(bound.status)) this.drawTo(bound.timeMs, bound.value);
      const { early, area, coveredMs, isCertain } = this;
      this.close(this.index, { early, late: bound, area, coveredMs, isCertain });
    }
    this.index++;
    this.early = bound;
    this.area = 0;
    this.coveredMs = 0;
    this.isCertain = isGood(bound.status);
    this.penMs = isBad(bound.status) ? Number.NaN : bound.timeMs;
    this.penValue = bound.value;
  }

  private drawTo(timeMs: number, value: number): void {
    if (!Number.isNaN(this.penMs)) {
      const lengthMs = timeMs - this.penMs;
      this.area += (this.sloped ? (this.penValue + value) / 2 : this.penValue) * lengthMs;
      this.coveredMs += lengthMs;
    }
    this.penMs = timeMs;
    this.penValue = value;
  }

  private boundBefore(timeMs: number, after: Sample): Bound {
    if (after.timeMs === timeMs) return storedBound(after);
    const before = this.last;
    if (before === undefined) return missing(timeMs);
    if (!this.sloped) return { timeMs, value: before.value, status: interpolatedStatus(isGood(before.status) && this.skippedFromMs > timeMs) };
    const certain = isGood(before.status) && isGood(after.status) && this.skippedFromMs === Number.POSITIVE_INFINITY;
    return { timeMs, value: onLine(timeMs, before, after), status: interpolatedStatus(certain) };
  }

  private extrapolated(timeMs: number, lastMs: number): Bound {
    const { last, beforeLast } = this;
    if (last === undefined) return missing(timeMs);
    const held = !this.sloped && isGood(last.status) && timeMs <= lastMs && timeMs < this.skippedFromMs;
    const value = this.useSlopedExtrapolation && beforeLast !== undefined ? onLine(timeMs, beforeLast, last) : last.value;
    return { timeMs, value, status: interpolatedStatus(held) };
  }
}

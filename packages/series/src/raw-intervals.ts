import type { Samples } from './series.ts';
import type { Intervals } from './intervals.ts';

/** The smallest or largest Good value of an interval, when it first came, and whether it came again. */
export interface Extreme {
  value: number;
  timeMs: number;
  repeated: boolean;
}

/** All that the aggregates over raw values ask of one interval; its size does not grow with the samples. */
export interface RawSummary {
  goodCount: number;
  uncertainCount: number;
  badCount: number;
  sum: number;
  /** Running mean and sum of squared deviations of the Good values (Welford, Technometrics 4, 1962). */
  mean: number;
  squares: number;
  min: Extreme;
  max: Extreme;
  uncertainMin: number;
  uncertainMax: number;
  firstMs: number;
  first: number;
  firstStatus: number;
  lastMs: number;
  last: number;
  lastStatus: number;
  firstGood: number;
  lastGood: number;
  nonGoodBeforeFirstGood: boolean;
  nonGoodAfterLastGood: boolean;
  /** Severity 0 Good, 1 Uncertain, 2 Bad; the first status of the worst severity, and how many had it. */
  worstSeverity: number;
  worstStatus: number;
  worstCount: number;
  transitions: number;
}

function emptySummary(): RawSummary {
  return {
    goodCount: 0,
    uncertainCount: 0,
    badCount: 0,
    sum: 0,
    mean: 0,
    squares: 0,
    min: { value: Number.POSITIVE_INFINITY, timeMs: Number.NaN, repeated: false },
    max: { value: Number.NEGATIVE_INFINITY, timeMs: Number.NaN, repeated: false },
    uncertainMin: Number.POSITIVE_INFINITY,
    uncertainMax: Number.NEGATIVE_INFINITY,
    firstMs: Number.NaN,
    first: Number.NaN,
    firstStatus: 0,
    lastMs: Number.NaN,
    last: Number.NaN,
    lastStatus: 0,
    firstGood: Number.NaN,
    lastGood: Number.NaN,
    nonGoodBeforeFirstGood: false,
    nonGoodAfterLastGood: false,
    worstSeverity: -1,
    worstStatus: 0,
    worstCount: 0,
    transitions: 0,
  };
}

/** Walks stored values once and hands over a summary for each interval as soon as it is past. */
export class RawIntervals {
  private readonly intervals: Intervals;
  private readonly treatUncertainAsBad: boolean;
  private readonly close: (index: number, summary: RawSummary) => void;
  private index = -1;
  private summary = emptySummary();
  /** The last usable value, for transitions; it may lie before the reading. */
  private previous: number | undefined;

  constructor(intervals: Intervals, treatUncertainAsBad: boolean, close: (index: number, summary: RawSummary) => void) {
    this.intervals = intervals;
    this.treatUncertainAsBad = treatUncertainAsBad;
    this.close = close;
  }

  run(samples: Samples, from: number): void {
    const { timesMs, values, statuses } = samples;
    const { boundaries, count, backwards } = this.intervals;
    let limit = boundaries[this.index + 1] ?? Number.POSITIVE_INFINITY;
    for (let i = from; i < timesMs.length; i++) {
      const timeMs = timesMs[i]!;
      while (this.index < count && (backwards ? timeMs > limit : timeMs >= limit)) {
        this.next();
        limit = boundaries[this.index + 1] ?? Number.POSITIVE_INFINITY;
      }
      if (this.index === count) return;
      const severity = statuses === undefined ? 0 : Math.min(statuses[i]! >>> 30, 2);
      const value = values[i]!;
      const usable = severity === 0 || (severity === 1 && !this.treatUncertainAsBad);
      if (this.index >= 0) this.take(timeMs, value, statuses?.[i] ?? 0, severity, usable && value !== this.previous);
      if (usable) this.previous = value;
    }
  }

  finish(): void {
    while (this.index < this.intervals.count) this.next();
  }

  private next(): void {
    if (this.index >= 0) {
      this.close(this.index, this.summary);
      this.summary = emptySummary();
    }
    this.index++;
  }

  private take(timeMs: number, value: number, status: number, severity: number, isTransition: boolean): void {
    const s = this.summary;
    if (s.worstSeverity < 0) {
      s.firstMs = timeMs;
      s.first = value;
      s.firstStatus = status;
    }
    s.lastMs = timeMs;
    s.last = value;
    s.lastStatus = status;
    if (severity > s.worstSeverity) {
      s.worstSeverity = severity;
      s.worstStatus = status;
      s.worstCount = 1;
    } else if (severity === s.worstSeverity) s.worstCount++;
    if (isTransition) s.transitions++;

    if (severity !== 0) {
      if (s.goodCount === 0) s.nonGoodBeforeFirstGood = true;
      s.nonGoodAfterLastGood = true;
      if (severity === 2) s.badCount++;
      else {
        s.uncertainCount++;
        if (value < s.uncertainMin) s.uncertainMin = value;
        if (value > s.uncertainMax) s.uncertainMax = value;
      }
      return;
    }
    if (s.goodCount === 0) s.firstGood = value;
    s.lastGood = value;
    s.nonGoodAfterLastGood = false;
    s.goodCount++;
    s.sum += value;
    const deviation = value - s.mean;
    s.mean += deviation / s.goodCount;
    s.squares += deviation * (value - s.mean);
    if (value < s.min.value) reach(s.min, value, timeMs);
    else if (value === s.min.value) s.min.repeated = true;
    if (value > s.max.value) reach(s.max, value, timeMs);
    else if (value === s.max.value) s.max.repeated = true;
  }
}

function reach(extreme: Extreme, value: number, timeMs: number): void {
  extreme.value = value;
  extreme.timeMs = timeMs;
  extreme.repeated = false;
}

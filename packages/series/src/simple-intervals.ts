import type { Sample, Samples } from './series.ts';
import type { Intervals } from './intervals.ts';
import { missing, simpleBetween, storedBound, type Bound } from './bound.ts';
import { bitsOf, interpolated, isBad } from './status.ts';

/** Where an extreme was met: on a stored value, or on a bound estimated between two of them. */
export interface BoundedExtreme {
  value: number;
  timeMs: number;
  isInterpolated: boolean;
  repeated: boolean;
}

/** All that the aggregates with simple bounds ask of one interval. Durations in ms. */
export interface SimpleSummary {
  early: Bound;
  late: Bound;
  /** Integral over the stretches that may be used, value x ms, and their length. */
  area: number;
  coveredMs: number;
  /** Some stretch began with a value that is not Bad by itself, whatever TreatUncertainAsBad makes of it. */
  hasNonBad: boolean;
  /** Length of all stretches; shorter than the interval where the data ends inside it. */
  totalMs: number;
  /** Stretches Good and Bad for the status of the result; a sloped one that ends in a non-Good value is Uncertain. */
  goodMs: number;
  badMs: number;
  /** Stretches by the value they begin with alone, TreatUncertainAsBad applied: for a state, the end does not matter. */
  heldGoodMs: number;
  heldBadMs: number;
  /** Stretches that begin Good, and Bad: DurationGood and DurationBad. */
  beginsGoodMs: number;
  beginsBadMs: number;
  /** Good stretches in state 0 and in another. */
  zeroMs: number;
  nonZeroMs: number;
  min: BoundedExtreme;
  max: BoundedExtreme;
  /** Status of the early bound; where a value is stored there, its own. */
  earlyStatus: number;
  /** Severity 0, 1 or 2 of the worst value between the bounds (-1: none there); the status of the first, and how many. */
  worstSeverity: number;
  worstStatus: number;
  worstCount: number;
}

/** How to treat what the summary depends on. */
export interface SimpleRules {
  readonly stepped: boolean;
  readonly treatUncertainAsBad: boolean;
  /** The smallest step of time, ms: how long the last value is taken to last when nothing follows. */
  readonly resolutionMs: number;
  /** Take the status of the stored value at or before the start, not that of the bound, for DurationGood and DurationBad. */
  readonly firstByStored: boolean;
}

/** Divides each interval into stretches between neighbouring stored values and hands over a summary when it is past. */
export class SimpleIntervals {
  private readonly intervals: Intervals;
  private readonly rules: SimpleRules;
  private readonly close: (index: number, summary: SimpleSummary) => void;
  private index = -1;
  private summary: SimpleSummary;
  private previous: Sample | undefined;
  /** The value at which the present stretch began, and what it counts as. */
  private beginMs = Number.NaN;
  private beginValue = Number.NaN;
  private beginSeverity = 2;
  private beginUsable = false;
  /** DurationGood and DurationBad may judge the first stretch otherwise than the rest. */
  private countsGood = false;
  private countsBad = true;

  constructor(intervals: Intervals, rules: SimpleRules, close: (index: number, summary: SimpleSummary) => void) {
    this.intervals = intervals;
    this.rules = rules;
    this.close = close;
    this.summary = emptySummary(missing(Number.NaN));
  }

  run(samples: Samples, from: number): void {
    const { timesMs, values, statuses } = samples;
    const { boundaries, count } = this.intervals;
    const { stepped, treatUncertainAsBad } = this.rules;
    let limit = boundaries[this.index + 1] ?? Number.POSITIVE_INFINITY;
    for (let i = from; i < timesMs.length && this.index < count; i++) {
      const timeMs = timesMs[i]!;
      const value = values[i]!;
      const status = statuses === undefined ? 0 : statuses[i]!;
      if (timeMs >= limit) {
        const before = i > from ? rowAt(samples, i - 1) : this.previous;
        const after = { timeMs, value, status };
        while (this.index < count && timeMs >= limit) {
          this.pass(timeMs === limit ? storedBound(after) : simpleBetween(limit, before, after, stepped, treatUncertainAsBad), before, after);
          limit = boundaries[this.index + 1] ?? Number.POSITIVE_INFINITY;
        }
      }
      if (this.index >= 0 && this.index < count && timeMs !== this.beginMs) this.inside(timeMs, value, status);
    }
    if (timesMs.length > from) this.previous = rowAt(samples, timesMs.length - 1);
  }

  /** @param lastMs time of the last stored value */
  finish(lastMs: number): void {
    const { boundaries, count } = this.intervals;
    while (this.index < count) {
      const endMs = boundaries[this.index + 1]!;
      if (this.index >= 0 && boundaries[this.index]! <= lastMs) {
        // one unit of time resolution: OPC 10000-13 §5.4.2.4; what follows it is not known to be Bad, but absent
        this.stretchTo(Math.min(lastMs + this.rules.resolutionMs, endMs), Number.NaN, 2);
        this.passWithoutEnd();
      } else this.pass(missing(endMs), this.previous, undefined);
    }
  }

  private passWithoutEnd(): void {
    const endMs = this.intervals.boundaries[this.index + 1]!;
    this.summary.late = missing(endMs);
    this.close(this.index, this.summary);
    this.open(missing(endMs), undefined);
  }

  /** End one interval at a bound and begin the next there. `before` and `stored` are the stored values around it. */
  private pass(bound: Bound, before: Sample | undefined, stored: Sample | undefined): void {
    if (this.index >= 0) {
      const severity = severityOf(bound.status);
      const usable = this.isUsable(severity);
      this.stretchTo(bound.timeMs, bound.value, severity);
      // a stepped variable takes the value at its end only in the next interval; backwards, the late end belongs to this one
      if (usable && (!this.rules.stepped || (this.intervals.backwards && bitsOf(bound.status) === 0))) this.meet(bound);
      this.summary.late = bound;
      this.close(this.index, this.summary);
    }
    this.open(bound, stored !== undefined && stored.timeMs === bound.timeMs ? stored : before);
  }

  private open(bound: Bound, storedAtOrBefore: Sample | undefined): void {
    this.index++;
    this.summary = emptySummary(bound);
    const severity = severityOf(bound.status);
    this.begin(bound.timeMs, bound.value, severity);
    const isStored = storedAtOrBefore?.timeMs === bound.timeMs;
    if (!isStored && severity === 1) this.countsBad = false;
    if (this.rules.firstByStored && !isStored) {
      const judged = storedAtOrBefore === undefined ? 2 : severityOf(storedAtOrBefore.status);
      this.countsGood = judged === 0;
      this.countsBad = judged === 2 || (judged === 1 && this.rules.treatUncertainAsBad);
    }
    if (this.beginUsable) this.meet(bound);
    if (isStored) this.summary.earlyStatus = storedAtOrBefore.status;
  }

  private inside(timeMs: number, value: number, status: number): void {
    const severity = status === 0 ? 0 : severityOf(status);
    this.stretchTo(timeMs, value, severity);
    this.begin(timeMs, value, severity);
    if (this.beginUsable) {
      const { min, max } = this.summary;
      if (value < min.value) reach(min, value, timeMs, false);
      else if (value === min.value) min.repeated = true;
      if (value > max.value) reach(max, value, timeMs, false);
      else if (value === max.value) max.repeated = true;
    }
    this.rank(severity, status);
  }

  private begin(timeMs: number, value: number, severity: number): void {
    this.beginMs = timeMs;
    this.beginValue = value;
    this.beginSeverity = severity;
    this.beginUsable = this.isUsable(severity);
    this.countsGood = severity === 0;
    this.countsBad = severity === 2 || (severity === 1 && this.rules.treatUncertainAsBad);
  }

  /** Count the stretch from where the last one ended up to a value. */
  private stretchTo(timeMs: number, value: number, severity: number): void {
    const s = this.summary;
    const ms = timeMs - this.beginMs;
    s.totalMs += ms;
    if (this.countsGood) s.beginsGoodMs += ms;
    if (this.countsBad) s.beginsBadMs += ms;
    if (this.beginSeverity === 0) {
      if (this.beginValue === 0) s.zeroMs += ms;
      else s.nonZeroMs += ms;
    }
    if (this.beginSeverity !== 2) s.hasNonBad = true;
    if (!this.beginUsable) {
      s.heldBadMs += ms;
      s.badMs += ms;
      return;
    }
    s.heldGoodMs += ms;
    s.coveredMs += ms;
    const reachesEnd = !this.rules.stepped && this.isUsable(severity);
    s.area += (reachesEnd ? (this.beginValue + value) / 2 : this.beginValue) * ms;
    const endsUncertain = !this.rules.stepped && severity !== 0;
    if (endsUncertain && this.rules.treatUncertainAsBad) s.badMs += ms;
    else s.goodMs += ms;
  }

  private meet(bound: Bound): void {
    const { min, max } = this.summary;
    const isInterpolated = bitsOf(bound.status) === interpolated;
    if (bound.value < min.value) reach(min, bound.value, bound.timeMs, isInterpolated);
    else if (bound.value === min.value) min.repeated = true;
    if (bound.value > max.value) reach(max, bound.value, bound.timeMs, isInterpolated);
    else if (bound.value === max.value) max.repeated = true;
  }

  private rank(severity: number, status: number): void {
    const s = this.summary;
    if (severity > s.worstSeverity) {
      s.worstSeverity = severity;
      s.worstStatus = status;
      s.worstCount = 1;
    } else if (severity === s.worstSeverity) s.worstCount++;
  }

  private isUsable(severity: number): boolean {
    return severity === 0 || (severity === 1 && !this.rules.treatUncertainAsBad);
  }
}

export const severityOf = (status: number): number => (isBad(status) ? 2 : status >>> 30);

function rowAt(samples: Samples, i: number): Sample {
  return { timeMs: samples.timesMs[i]!, value: samples.values[i]!, status: samples.statuses?.[i] ?? 0 };
}

function reach(extreme: BoundedExtreme, value: number, timeMs: number, isInterpolated: boolean): void {
  extreme.value = value;
  extreme.timeMs = timeMs;
  extreme.isInterpolated = isInterpolated;
  extreme.repeated = false;
}

function emptySummary(early: Bound): SimpleSummary {
  return {
    early,
    late: early,
    earlyStatus: early.status,
    area: 0,
    coveredMs: 0,
    hasNonBad: false,
    totalMs: 0,
    goodMs: 0,
    badMs: 0,
    heldGoodMs: 0,
    heldBadMs: 0,
    beginsGoodMs: 0,
    beginsBadMs: 0,
    zeroMs: 0,
    nonZeroMs: 0,
    min: { value: Number.POSITIVE_INFINITY, timeMs: Number.NaN, isInterpolated: false, repeated: false },
    max: { value: Number.NEGATIVE_INFINITY, timeMs: Number.NaN, isInterpolated: false, repeated: false },
    worstSeverity: -1,
    worstStatus: 0,
    worstCount: 0,
  };
}

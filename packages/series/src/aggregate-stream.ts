import { annotationCount, rawAggregates } from './raw-answer.ts';
import { checkSamples, finite, onlyNamed, positive } from './check.ts';
import { configurationOf, type AggregateConfiguration } from './configuration.ts';
import { interpolatedAggregates } from './interpolated-answer.ts';
import { intervalsOf, type Intervals, type Reading } from './intervals.ts';
import { InterpolatedIntervals } from './interpolated-intervals.ts';
import { noData, type Answer, type IntervalFacts } from './answer.ts';
import { RawIntervals, type RawSummary } from './raw-intervals.ts';
import type { Samples } from './series.ts';
import { simpleAggregates } from './simple-answer.ts';
import { SimpleIntervals } from './simple-intervals.ts';
import { badNoData, codeOf } from './status.ts';

/** The 37 standard aggregates of OPC 10000-13 by their BrowseName. */
export type AggregateName = keyof typeof rawAggregates | keyof typeof simpleAggregates | keyof typeof interpolatedAggregates | 'AnnotationCount';

export const aggregateNames: readonly AggregateName[] = [...keysOf(interpolatedAggregates), ...keysOf(rawAggregates), ...keysOf(simpleAggregates), 'AnnotationCount'];

/** A question to a series: which stretch, in which parts, and how non-Good data counts. */
export interface AggregateReading extends Reading {
  readonly stepped: boolean;
  readonly configuration?: Partial<AggregateConfiguration> | undefined;
  /**
   * Where the published example results of OPC 10000-13 Annex A and its clauses differ, which to follow; the README lists
   * the differences. Default: the examples, which other products are tested against.
   */
  readonly follow?: 'examples' | 'clauses' | undefined;
  /** The smallest step of time that the source can tell apart, ms (§5.4.2.4). Default 1. */
  readonly resolutionMs?: number | undefined;
  /**
   * When annotations were made, for AnnotationCount. Without them each stored value counts as one, as in the published
   * examples; following the clauses it is refused.
   */
  readonly annotationTimesMs?: Float64Array | undefined;
}

/** One pass over a series of any length; memory does not grow with it. */
export interface AggregateStream {
  /** The next samples, later than all before. */
  push(samples: Samples): void;
  /** There are no more samples: the intervals still open are answered. */
  finish(): void;
}

interface Walk {
  run(samples: Samples, from: number): void;
  finish(lastMs: number): void;
}

/**
 * Compute one aggregate while the samples come. Intervals are answered oldest first, each as soon as nothing that may
 * still come can change it. Give the nearest samples before and after the reading too: bounds rest on them, and the first
 * and last samples given are taken as the beginning and end of the signal's history.
 */
export function aggregateStream(name: AggregateName, reading: AggregateReading, answerWith: (answer: Answer) => void): AggregateStream {
  onlyNamed('reading', reading, ['startMs', 'endMs', 'intervalMs', 'stepped', 'configuration', 'follow', 'resolutionMs', 'annotationTimesMs']);
  const configuration = configurationOf(reading.configuration);
  const intervals = intervalsOf(reading);
  const resolutionMs = reading.resolutionMs === undefined ? 1 : positive('resolutionMs', reading.resolutionMs);
  const follow = reading.follow ?? 'examples';
  if (follow !== 'examples' && follow !== 'clauses') throw new RangeError(`follow is ${JSON.stringify(follow)}; it must be examples or clauses.`);
  // left out, a state would be drawn as a slope
  if (typeof reading.stepped !== 'boolean') throw new RangeError(`stepped is ${String(reading.stepped)}; it must be true or false: say whether the signal holds its value.`);
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  let isFinished = false;
  let hasMoreAfter = true;

  const factsOf = (index: number): IntervalFacts => {
    const earlyMs = intervals.boundaries[index]!;
    const lateMs = intervals.boundaries[index + 1]!;
    const timeMs = intervals.backwards ? lateMs : earlyMs;
    const data = dataIn(index, intervals, firstMs, hasMoreAfter ? Number.POSITIVE_INFINITY : lastMs);
    const isAfterData = !hasMoreAfter && earlyMs >= lastMs && (intervals.backwards || earlyMs > lastMs);
    return { timeMs, earlyMs, lateMs, backwards: intervals.backwards, data, isAfterData, resolutionMs, configuration, follow };
  };
  const ask = <Summary>(of: (summary: Summary, facts: IntervalFacts, index: number) => Answer, mayExtrapolate = false) => {
    return (index: number, summary: Summary): void => {
      const facts = factsOf(index);
      answerWith(facts.data === 'none' && !(mayExtrapolate && facts.isAfterData) ? noData(facts.timeMs) : of(summary, facts, index));
    };
  };

  const walk = ((): Walk => {
    const { treatUncertainAsBad } = configuration;
    if (name in rawAggregates) return new RawIntervals(intervals, treatUncertainAsBad, ask(rawAggregates[name as keyof typeof rawAggregates]));
    if (name in simpleAggregates) {
      const rules = { stepped: reading.stepped, treatUncertainAsBad, resolutionMs, firstByStored: follow === 'clauses' };
      return new SimpleIntervals(intervals, rules, ask(simpleAggregates[name as keyof typeof simpleAggregates]));
    }
    if (name in interpolatedAggregates) {
      // TimeAverage is always sloped (§5.4.3.6). So is Total by its clause (§5.4.3.8), but not in the examples (Historian 3)
      const sloped = !reading.stepped || name === 'TimeAverage' || (name === 'Total' && follow === 'clauses');
      const mayExtrapolate = name === 'Interpolative' || follow === 'clauses';
      const of = interpolatedAggregates[name as keyof typeof interpolatedAggregates];
      return new InterpolatedIntervals(intervals, sloped, configuration, ask(of, mayExtrapolate));
    }
    if (name === 'AnnotationCount') {
      const counts = annotationsIn(intervals, reading.annotationTimesMs);
      if (counts === undefined && follow === 'clauses') throw new RangeError('annotationTimesMs is missing; AnnotationCount by the clause counts annotations, not values.');
      const countOf = (s: RawSummary, index: number): number => counts?.[index] ?? s.goodCount + s.uncertainCount + s.badCount;
      return new RawIntervals(
        intervals,
        treatUncertainAsBad,
        ask((s: RawSummary, facts, index) => annotationCount(countOf(s, index), facts)),
      );
    }
    throw new RangeError(`name is ${JSON.stringify(name)}; it must be one of the 37 standard aggregates, for example TimeAverage2.`);
  })();

  return {
    push(samples) {
      if (isFinished) throw new RangeError('The stream is finished; start a new one.');
      checkSamples(samples, lastMs);
      let from = 0;
      // the entry that says "the archive begins here" carries Bad_NoData and is no value of the signal
      if (firstMs === Number.POSITIVE_INFINITY) {
        while (from < samples.timesMs.length && codeOf(samples.statuses?.[from] ?? 0) === badNoData) from++;
        if (from === samples.timesMs.length) return;
        firstMs = samples.timesMs[from]!;
      }
      if (samples.timesMs.length === 0) return;
      walk.run(samples, from);
      lastMs = samples.timesMs.at(-1)!;
    },
    finish() {
      if (isFinished) throw new RangeError('The stream is finished already.');
      if (firstMs === Number.POSITIVE_INFINITY) throw new RangeError('The series is empty; there is nothing to aggregate.');
      isFinished = true;
      hasMoreAfter = false;
      walk.finish(lastMs);
    },
  };
}

/** What an interval holds of the history between its first and last stored value (§5.3.3.2). */
function dataIn(index: number, intervals: Intervals, firstMs: number, lastMs: number): IntervalFacts['data'] {
  const { boundaries, backwards, cut } = intervals;
  const earlyMs = boundaries[index]!;
  const lateMs = boundaries[index + 1]!;
  if (backwards ? lateMs < firstMs || earlyMs >= lastMs : lateMs <= firstMs || earlyMs > lastMs) return 'none';
  const overlapsAnEnd = earlyMs < firstMs || lateMs > lastMs;
  const isCutWithMoreBeyond = index === cut && (backwards ? firstMs < earlyMs : lastMs >= lateMs);
  return overlapsAnEnd || isCutWithMoreBeyond ? 'partial' : 'complete';
}

function annotationsIn(intervals: Intervals, timesMs: Float64Array | undefined): Uint32Array | undefined {
  if (timesMs === undefined) return undefined;
  const { boundaries, count, backwards } = intervals;
  const counts = new Uint32Array(count);
  let index = -1;
  for (const timeMs of timesMs.toSorted()) {
    finite('annotationTimesMs', timeMs);
    while (index < count && (backwards ? timeMs > boundaries[index + 1]! : timeMs >= boundaries[index + 1]!)) index++;
    if (index >= 0 && index < count) counts[index]!++;
  }
  return counts;
}

function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}

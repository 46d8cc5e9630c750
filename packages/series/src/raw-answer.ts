import { answer, noData, type Answer, type IntervalFacts } from './answer.ts';
import { calculated, codeOf, extraData, good, multipleValues, partial, uncertainDataSubNormal } from './status.ts';
import type { Extreme, RawSummary } from './raw-intervals.ts';
import { weigh } from './weigh.ts';

/** The aggregates that look only at the values stored in an interval: OPC 10000-13 clauses by name. */
export const rawAggregates = {
  /** §5.4.3.5: mean of the Good values. The Partial bit is never set. */
  Average: (s, facts) => (s.goodCount === 0 ? noData(facts.timeMs) : answer(facts.timeMs, s.sum / s.goodCount, byCount(s, facts), calculated)),
  /** §5.4.3.10 */
  Minimum: (s, facts) => extreme(s, s.min, s.uncertainMin < s.min.value, facts),
  /** §5.4.3.11 */
  Maximum: (s, facts) => extreme(s, s.max, s.uncertainMax > s.max.value, facts),
  /** §5.4.3.12 */
  MinimumActualTime: (s, facts) => extremeAtItsTime(s, s.min, s.uncertainMin < s.min.value, facts),
  /** §5.4.3.13 */
  MaximumActualTime: (s, facts) => extremeAtItsTime(s, s.max, s.uncertainMax > s.max.value, facts),
  /** §5.4.3.14 */
  Range: (s, facts) => {
    if (s.goodCount === 0) return noData(facts.timeMs);
    const beyond = s.uncertainMin < s.min.value || s.uncertainMax > s.max.value;
    return answer(facts.timeMs, s.max.value - s.min.value, extremeStatus(s, beyond, facts), calculated | partialOf(facts));
  },
  /** §5.4.3.21: how many Good values. */
  Count: (s, facts) => counted(s.goodCount, s, facts),
  /** §5.4.3.24: changes against the value before, which may lie before the interval; the first value ever is one. */
  NumberOfTransitions: (s, facts) => counted(s.transitions, s, facts),
  /** §5.4.3.25: the earliest stored value, whatever its quality, at its own time. */
  Start: (s, facts) => stored(s.firstMs, s.first, s.firstStatus, s, facts),
  /** §5.4.3.26: the latest. */
  End: (s, facts) => stored(s.lastMs, s.last, s.lastStatus, s, facts),
  /** §5.4.3.27: latest Good value minus earliest. */
  Delta: (s, facts) => {
    if (s.goodCount === 0) return noData(facts.timeMs);
    const skipped = s.nonGoodBeforeFirstGood || s.nonGoodAfterLastGood;
    return answer(facts.timeMs, s.lastGood - s.firstGood, skipped ? uncertainDataSubNormal : good, calculated | partialOf(facts));
  },
  /** §5.4.3.35: the worst status is the value. TreatUncertainAsBad is ignored. */
  WorstQuality: (s, facts) => worst(s.worstSeverity, s.worstStatus, s.worstCount, facts),
  /** §5.4.3.37 to 40; one value has no spread: 0. */
  StandardDeviationSample: (s, facts) => spread(s, facts, (squares, n) => Math.sqrt(squares / (n - 1))),
  VarianceSample: (s, facts) => spread(s, facts, (squares, n) => squares / (n - 1)),
  StandardDeviationPopulation: (s, facts) => spread(s, facts, (squares, n) => Math.sqrt(squares / n)),
  VariancePopulation: (s, facts) => spread(s, facts, (squares, n) => squares / n),
} satisfies Record<string, (summary: RawSummary, facts: IntervalFacts) => Answer>;

export const partialOf = (facts: IntervalFacts): number => (facts.data === 'partial' ? partial : 0);

/** §5.4.3.20: annotations are not values; the status is Good wherever there is data. */
export function annotationCount(count: number, facts: IntervalFacts): Answer {
  return answer(facts.timeMs, count, good, calculated | partialOf(facts));
}

/**
 * The worst of several qualities. By the clause several Good ones set MultipleValues too; the examples set it only for
 * several Uncertain or Bad ones.
 */
export function worst(severity: number, status: number, count: number, facts: IntervalFacts): Answer {
  if (severity < 0) return noData(facts.timeMs);
  const multiple = count > 1 && (severity > 0 || facts.follow === 'clauses') ? multipleValues : 0;
  return answer(facts.timeMs, codeOf(status), good, calculated | multiple | partialOf(facts));
}

function byCount(s: RawSummary, { configuration }: IntervalFacts): number {
  const badCount = s.badCount + (configuration.treatUncertainAsBad ? s.uncertainCount : 0);
  return weigh(s.goodCount, badCount, s.goodCount + s.uncertainCount + s.badCount, configuration);
}

function counted(count: number, s: RawSummary, facts: IntervalFacts): Answer {
  const code = byCount(s, facts);
  // a Bad count is a plain Bad in the examples, without Calculated
  return answer(facts.timeMs, count, code, code >= 0x8000_0000 ? 0 : calculated | partialOf(facts));
}

/** By the clause an Uncertain value beyond the extreme makes the result Uncertain; the examples (Historian 5) leave it Good. */
function extremeStatus(s: RawSummary, uncertainBeyond: boolean, { configuration, follow }: IntervalFacts): number {
  const hasBad = s.badCount > 0 || (configuration.treatUncertainAsBad && s.uncertainCount > 0);
  return hasBad || (uncertainBeyond && follow === 'clauses') ? uncertainDataSubNormal : good;
}

function extreme(s: RawSummary, at: Extreme, uncertainBeyond: boolean, facts: IntervalFacts): Answer {
  if (s.goodCount === 0) return noData(facts.timeMs);
  const code = extremeStatus(s, uncertainBeyond, facts);
  const isRaw = at.timeMs === facts.timeMs && code === good;
  return answer(facts.timeMs, at.value, code, (isRaw ? 0 : calculated) | multipleOf(at) | partialOf(facts));
}

function extremeAtItsTime(s: RawSummary, at: Extreme, uncertainBeyond: boolean, facts: IntervalFacts): Answer {
  if (s.goodCount === 0) return noData(facts.timeMs);
  const code = extremeStatus(s, uncertainBeyond, facts);
  // the clause sets Calculated on an Uncertain one, the examples do not
  const location = code === good || facts.follow === 'examples' ? 0 : calculated;
  return answer(at.timeMs, at.value, code, location | multipleOf(at) | partialOf(facts));
}

const multipleOf = (at: Extreme): number => (at.repeated ? multipleValues : 0);

function stored(timeMs: number, value: number, status: number, s: RawSummary, facts: IntervalFacts): Answer {
  if (s.worstSeverity < 0) return noData(facts.timeMs);
  return answer(timeMs, value, codeOf(status), (status & extraData) | partialOf(facts));
}

function spread(s: RawSummary, facts: IntervalFacts, of: (squares: number, n: number) => number): Answer {
  if (s.goodCount === 0) return noData(facts.timeMs);
  const ignored = s.badCount + s.uncertainCount > 0;
  const value = s.goodCount === 1 ? 0 : of(s.squares, s.goodCount);
  return answer(facts.timeMs, value, ignored ? uncertainDataSubNormal : good, calculated | partialOf(facts));
}

import { answer, noData, type Answer, type IntervalFacts } from './answer.ts';
import { bad, bitsOf, calculated, codeOf, good, interpolated, isBad, isGood, isUncertain, multipleValues, uncertainDataSubNormal } from './status.ts';
import { severityOf, type BoundedExtreme, type SimpleSummary } from './simple-intervals.ts';
import type { Bound } from './bound.ts';
import { partialOf, worst } from './raw-answer.ts';
import { weigh } from './weigh.ts';

/** The aggregates that use simple bounds: OPC 10000-13 clauses by name. */
export const simpleAggregates = {
  /** §5.4.3.7: average over the usable stretches alone, stepped or sloped as the variable is. */
  TimeAverage2: (s, facts) => integral(s, facts, s.area / s.coveredMs),
  /** §5.4.3.9: integral in unit-seconds; Bad stretches add nothing. */
  Total2: (s, facts) => integral(s, facts, s.area / 1000),
  /** §5.4.3.15 */
  Minimum2: (s, facts) => extreme(s, s.min, facts),
  /** §5.4.3.16 */
  Maximum2: (s, facts) => extreme(s, s.max, facts),
  /** §5.4.3.17 */
  MinimumActualTime2: (s, facts) => extremeAtItsTime(s, s.min, facts),
  /** §5.4.3.18 */
  MaximumActualTime2: (s, facts) => extremeAtItsTime(s, s.max, facts),
  /** §5.4.3.19 */
  Range2: (s, facts) => {
    if (!hasExtreme(s)) return noData(facts.timeMs, partialOf(facts));
    const code = byTime(s, facts);
    return isBad(code) ? noData(facts.timeMs, partialOf(facts)) : answer(facts.timeMs, s.max.value - s.min.value, code, calculated | partialOf(facts));
  },
  /** §5.4.3.22, ms */
  DurationInStateZero: (s, facts) => inState(s, s.zeroMs, facts),
  /** §5.4.3.23, ms */
  DurationInStateNonZero: (s, facts) => inState(s, s.nonZeroMs, facts),
  /** §5.4.3.28: the simple bound at the start of the interval. */
  StartBound: (s, facts) => {
    const bound = startOf(s, facts);
    if (!isUsable(bound, facts)) return noData(facts.timeMs, partialOf(facts));
    return answer(facts.timeMs, bound.value, codeOf(bound.status), bitsOf(bound.status) | partialOf(facts));
  },
  /** §5.4.3.29: the simple bound at its end, with the timestamp of its start. */
  EndBound: (s, facts) => {
    const bound = endOf(s, facts);
    if (!isUsable(bound, facts)) return noData(facts.timeMs, partialOf(facts));
    return answer(facts.timeMs, bound.value, codeOf(bound.status), calculated | partialOf(facts));
  },
  /** §5.4.3.30: late bound minus early bound. */
  DeltaBounds: (s, facts) => {
    if (!isUsable(s.early, facts) || !isUsable(s.late, facts)) return noData(facts.timeMs, partialOf(facts));
    const code = isGood(s.early.status) && isGood(s.late.status) ? good : uncertainDataSubNormal;
    return answer(facts.timeMs, s.late.value - s.early.value, code, calculated | partialOf(facts));
  },
  /** §5.4.3.31, ms. Uncertain is not Good, whatever TreatUncertainAsBad says. */
  DurationGood: (s, facts) => answer(facts.timeMs, s.beginsGoodMs, good, calculated | partialOf(facts)),
  /** §5.4.3.32, ms */
  DurationBad: (s, facts) => answer(facts.timeMs, s.beginsBadMs, good, calculated | partialOf(facts)),
  /** §5.4.3.33 */
  PercentGood: (s, facts) => answer(facts.timeMs, share(s.beginsGoodMs, s), good, calculated | partialOf(facts)),
  /** §5.4.3.34 */
  PercentBad: (s, facts) => answer(facts.timeMs, share(s.beginsBadMs, s), good, calculated | partialOf(facts)),
  /** §5.4.3.36. By the clause the start bound joins the values; the examples let the end bound join too. */
  WorstQuality2: (s, facts) => {
    const statuses: (readonly [status: number, count: number])[] = [];
    if (facts.follow === 'examples' || !facts.backwards) statuses.push([s.earlyStatus, 1]);
    if (s.worstSeverity >= 0) statuses.push([s.worstStatus, s.worstCount]);
    if (facts.follow === 'examples' || facts.backwards) statuses.push([s.late.status, 1]);
    const severest = Math.max(...statuses.map(([status]) => severityOf(status)));
    const alike = statuses.filter(([status]) => severityOf(status) === severest);
    return worst(
      severest,
      alike[0]![0],
      alike.reduce((sum, [, count]) => sum + count, 0),
      facts,
    );
  },
} satisfies Record<string, (summary: SimpleSummary, facts: IntervalFacts) => Answer>;

const startOf = (s: SimpleSummary, facts: IntervalFacts): Bound => (facts.backwards ? s.late : s.early);
const endOf = (s: SimpleSummary, facts: IntervalFacts): Bound => (facts.backwards ? s.early : s.late);

function isUsable(bound: Bound, { configuration }: IntervalFacts): boolean {
  return !isBad(bound.status) && !(configuration.treatUncertainAsBad && isUncertain(bound.status));
}

const byTime = (s: SimpleSummary, { configuration }: IntervalFacts): number => weighTime(s.goodMs, s.badMs, s.totalMs, configuration);

/** §5.4.3.2.1: without a Bad stretch the result is Good. */
function weighTime(goodMs: number, badMs: number, totalMs: number, configuration: IntervalFacts['configuration']): number {
  return badMs === 0 ? good : weigh(goodMs, badMs, totalMs, configuration);
}

function integral(s: SimpleSummary, facts: IntervalFacts, value: number): Answer {
  if (!s.hasNonBad) return noData(facts.timeMs);
  const code = byTime(s, facts);
  // nothing may be used although not everything is Bad by itself (an Uncertain bound that counts as Bad)
  return answer(facts.timeMs, value, s.coveredMs === 0 ? bad : code, calculated | partialOf(facts));
}

function inState(s: SimpleSummary, ms: number, facts: IntervalFacts): Answer {
  const code = weighTime(s.heldGoodMs, s.heldBadMs, s.totalMs, facts.configuration);
  return answer(facts.timeMs, ms, code, calculated | partialOf(facts));
}

const share = (ms: number, s: SimpleSummary): number => (s.totalMs === 0 ? 0 : (ms / s.totalMs) * 100);

const hasExtreme = (s: SimpleSummary): boolean => s.min.value <= s.max.value;

function extreme(s: SimpleSummary, at: BoundedExtreme, facts: IntervalFacts): Answer {
  if (!hasExtreme(s)) return noData(facts.timeMs, partialOf(facts));
  const location = at.isInterpolated ? interpolated : at.timeMs === facts.timeMs ? 0 : calculated;
  return answer(facts.timeMs, at.value, byTime(s, facts), location | multipleOf(at) | partialOf(facts));
}

function extremeAtItsTime(s: SimpleSummary, at: BoundedExtreme, facts: IntervalFacts): Answer {
  if (!hasExtreme(s)) return noData(facts.timeMs, partialOf(facts));
  const endMs = facts.backwards ? facts.earlyMs : facts.lateMs;
  const isEnd = at.timeMs === endMs;
  // the end is not in the interval: EffectiveEndTime, one unit of time resolution inside it (§5.4.2.4)
  const timeMs = isEnd ? endMs + (facts.backwards ? facts.resolutionMs : -facts.resolutionMs) : at.timeMs;
  const location = at.isInterpolated || isEnd ? interpolated : 0;
  return answer(timeMs, at.value, byTime(s, facts), location | multipleOf(at) | partialOf(facts));
}

const multipleOf = (at: BoundedExtreme): number => (at.repeated ? multipleValues : 0);

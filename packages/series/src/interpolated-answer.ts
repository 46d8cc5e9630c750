import { answer, noData, type Answer, type IntervalFacts } from './answer.ts';
import { bitsOf, calculated, codeOf, good, isBad, uncertainDataSubNormal } from './status.ts';
import type { InterpolatedSummary } from './interpolated-intervals.ts';
import { partialOf } from './raw-answer.ts';

/** The aggregates that use interpolated bounds: OPC 10000-13 clauses by name. */
export const interpolatedAggregates = {
  /** §5.4.3.4: the interpolated bound at the start of the interval. The Partial bit is never set. */
  Interpolative: (s, facts) => {
    const bound = facts.backwards ? s.late : s.early;
    if (isBad(bound.status)) return noData(facts.timeMs);
    return answer(facts.timeMs, bound.value, codeOf(bound.status), bitsOf(bound.status));
  },
  /** §5.4.3.6: average height of the line; Bad values are passed over and make it Uncertain. */
  TimeAverage: (s, facts) => ofLine(s, facts, s.area / s.coveredMs),
  /** §5.4.3.8: area under the line in unit-seconds. */
  Total: (s, facts) => ofLine(s, facts, s.area / 1000),
} satisfies Record<string, (summary: InterpolatedSummary, facts: IntervalFacts) => Answer>;

function ofLine(s: InterpolatedSummary, facts: IntervalFacts, value: number): Answer {
  if (s.coveredMs === 0) return noData(facts.timeMs);
  return answer(facts.timeMs, value, s.isCertain ? good : uncertainDataSubNormal, calculated | partialOf(facts));
}

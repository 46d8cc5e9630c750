import { onlyNamed, refuse, sample } from '../guard.ts';

/** Lives of parts on test or in the field: those that ended, and those still running when last seen. One unit for all. */
export interface Lives {
  /** Exact lives of parts that failed. */
  readonly failures?: ArrayLike<number>;
  /** Running times of parts that have not failed (right-censored). */
  readonly censored?: ArrayLike<number>;
  /**
   * Parts found failed at an inspection: still running at the first time, failed by the second (interval-censored).
   * From 0: failed before the first inspection (left-censored).
   */
  readonly failedBetween?: readonly (readonly [after: number, by: number])[];
}

/** All lists, each time above zero. */
export interface CheckedLives {
  readonly failures: readonly number[];
  readonly censored: readonly number[];
  readonly intervals: readonly (readonly [after: number, by: number])[];
}

export function checkedLives({ failures = [], censored = [], failedBetween = [], ...rest }: Lives, leastFailures: number): CheckedLives {
  onlyNamed('lives', rest, ['failures', 'censored', 'failedBetween']);
  if (!Array.isArray(failedBetween)) refuse('failedBetween', failedBetween, 'a list of pairs of times');
  const times = (argument: string, values: ArrayLike<number>, least: number): number[] => {
    sample(argument, values, least);
    return Array.from(values, (value, i) => (value > 0 ? value : refuse(`${argument}[${i}]`, value, 'a time above 0')));
  };
  const intervals = failedBetween.map((pair, i) => {
    sample(`failedBetween[${i}]`, pair, 2);
    if (pair.length !== 2) refuse(`failedBetween[${i}]`, pair, 'two times, running after and failed by');
    if (!(pair[0] >= 0 && pair[0] < pair[1])) refuse(`failedBetween[${i}]`, `${pair[0]} to ${pair[1]}`, 'from 0 or more to a later time');
    return pair;
  });
  return { failures: times('failures', failures, Math.max(0, leastFailures - intervals.length)), censored: times('censored', censored, 0), intervals };
}

import { refuse, sample } from '../guard.ts';

/** Lives of parts on test or in the field: those that ended, and those still running when last seen. One unit for all. */
export interface Lives {
  readonly failures: ArrayLike<number>;
  /** Running times of parts that have not failed (right-censored). */
  readonly censored?: ArrayLike<number>;
}

/** Both lists, each time above zero. */
export function checkedLives({ failures, censored = [] }: Lives, leastFailures: number): { readonly failures: number[]; readonly censored: number[] } {
  const times = (argument: string, values: ArrayLike<number>, least: number): number[] => {
    sample(argument, values, least);
    return Array.from(values, (value, i) => (value > 0 ? value : refuse(`${argument}[${i}]`, value, 'a time above 0')));
  };
  return { failures: times('failures', failures, leastFailures), censored: times('censored', censored, 0) };
}

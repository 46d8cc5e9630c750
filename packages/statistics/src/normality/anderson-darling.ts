import { mean, standardDeviation } from '../descriptive/moments.ts';
import { standardNormalCdf } from '../distribution/normal.ts';
import { refuse, sample } from '../guard.ts';

export interface NormalityTest {
  readonly statistic: number;
  /** Chance of a statistic at least as bad if the readings were normal; below 0.05 they are usually taken not to be. */
  readonly p: number;
}

/**
 * Anderson-Darling test of normality, mean and standard deviation estimated from the same readings.
 * `statistic` is A^2 as Minitab prints it; `adjusted` is A^2 (1 + 0.75/n + 2.25/n^2), from which p follows
 * (Stephens, in D'Agostino & Stephens, Goodness-of-Fit Techniques, 1986, table 4.9, case 3).
 * From 8 readings; weak below 20.
 */
export function andersonDarling(values: ArrayLike<number>): NormalityTest & { readonly adjusted: number } {
  sample('values', values, 8);
  const n = values.length;
  const sd = standardDeviation(values);
  if (sd === 0) refuse('values', values, 'a list whose values differ: without scatter no shape can be judged');
  const centre = mean(values);
  const z = Float64Array.from(values, (value) => (value - centre) / sd).sort();
  let sum = 0;
  for (let i = 0; i < n; i++) {
    // both tails on their own side, so that one reading 40 s out gives a number and not minus infinity
    sum += (2 * i + 1) * (Math.log(standardNormalCdf(z[i]!)) + Math.log(standardNormalCdf(-z[n - 1 - i]!)));
  }
  const statistic = -n - sum / n;
  const a = statistic * (1 + 0.75 / n + 2.25 / (n * n));
  return { statistic, adjusted: a, p: chance(a) };
}

function chance(a: number): number {
  // 153: where the parabola turns up again, far below the smallest double
  if (a >= 0.6) return Math.exp(1.2937 - 5.709 * Math.min(a, 153) + 0.0186 * Math.min(a, 153) ** 2);
  if (a > 0.34) return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a);
  if (a > 0.2) return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a);
  return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a);
}

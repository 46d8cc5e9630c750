import { onlyNamed, positive, probability, real } from '../guard.ts';
import { incompleteBeta, logBeta } from '../special/beta.ts';
import { betaSplit } from './beta.ts';
import type { Continuous } from './distribution.ts';

/** P(T > t) for t >= 0. */
function upperTail(df: number, t: number): number {
  if (t === Number.POSITIVE_INFINITY) return 0;
  // t*t may overflow; then the tail follows from x = df/t^2 alone
  const total = df + t * t;
  const x = Number.isFinite(total) ? df / total : df / t / t;
  const y = Number.isFinite(total) ? (t * t) / total : 1;
  return incompleteBeta(df / 2, 0.5, x, y).lower / 2;
}

/** t >= 0 that a share `q` <= 1/2 lies above. */
function positiveQuantile(df: number, q: number): number {
  if (q === 0) return Number.POSITIVE_INFINITY;
  const { x, y } = betaSplit(df / 2, 0.5, 2 * q, 1 - 2 * q);
  return Math.sqrt(df * (y / x));
}

/** Student's t distribution: a mean judged by its own scatter from `df` degrees of freedom. */
export function studentT({ df, ...rest }: { readonly df: number }): Continuous {
  onlyNamed('studentT', rest, ['df']);
  positive('df', df);
  const quantile = (p: number) => (p <= 0.5 ? -positiveQuantile(df, p) : positiveQuantile(df, 1 - p)) + 0;
  return {
    mean: df > 1 ? 0 : Number.NaN,
    variance: df > 2 ? df / (df - 2) : df > 1 ? Number.POSITIVE_INFINITY : Number.NaN,
    support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    density: (t) => Math.exp(-0.5 * (df + 1) * Math.log1p((real('x', t) * t) / df) - logBeta(df / 2, 0.5)) / Math.sqrt(df),
    cdf: (t) => (real('x', t) < 0 ? upperTail(df, -t) : 1 - upperTail(df, t)),
    survival: (t) => (real('x', t) > 0 ? upperTail(df, t) : 1 - upperTail(df, -t)),
    quantile: (p) => quantile(probability('p', p)),
    upperQuantile: (q) => -quantile(probability('q', q)) + 0,
  };
}

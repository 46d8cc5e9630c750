import { onlyNamed, positive, probability, real } from '../guard.ts';
import { invert } from '../numeric/root.ts';
import { incompleteBeta, logBeta } from '../special/beta.ts';
import type { Continuous } from './distribution.ts';
import { standardNormalQuantile } from './normal.ts';

/** A share x and its complement, each with all its digits. */
export interface Split {
  readonly x: number;
  readonly y: number;
}

/** The split x : 1-x of the beta distribution at lower tail p, upper tail q = 1 - p; searched on log(x / (1-x)). */
export function betaSplit(a: number, b: number, p: number, q: number): Split {
  if (p === 0) return { x: 0, y: 1 };
  if (q === 0) return { x: 1, y: 0 };
  const at = (u: number) => {
    const x = 1 / (1 + Math.exp(-u));
    const y = 1 / (1 + Math.exp(u));
    const tails = incompleteBeta(a, b, x, y);
    return { ...tails, slope: tails.slope * x * y };
  };
  const z = p <= q ? standardNormalQuantile(p) : -standardNormalQuantile(q);
  let start: number;
  if (a > 0.8 && b > 0.8) {
    // the logit is close to normal: mean and variance by the leading terms of digamma and trigamma
    start = Math.log((a - 0.5 + 0.04 / a) / (b - 0.5 + 0.04 / b)) + z * Math.sqrt(1 / a + 1 / b);
  } else if (p <= q) {
    start = (Math.log(p) + Math.log(a) + logBeta(a, b)) / a;
  } else {
    start = -(Math.log(q) + Math.log(b) + logBeta(a, b)) / b;
  }
  const u = invert(at, p, q, start, -744, 744);
  return { x: 1 / (1 + Math.exp(-u)), y: 1 / (1 + Math.exp(u)) };
}

/** Beta distribution: a share between 0 and 1. */
export function beta({ a, b, ...rest }: { readonly a: number; readonly b: number }): Continuous {
  onlyNamed('beta', rest, ['a', 'b']);
  positive('a', a);
  positive('b', b);
  const at = (x: number) => incompleteBeta(a, b, real('x', x));
  return {
    mean: a / (a + b),
    variance: (a * b) / ((a + b) * (a + b) * (a + b + 1)),
    support: [0, 1],
    density: (x) => {
      if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a === 1 ? b : 0;
      if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b === 1 ? a : 0;
      return at(x).slope;
    },
    cdf: (x) => at(x).lower,
    survival: (x) => at(x).upper,
    quantile: (p) => betaSplit(a, b, probability('p', p), 1 - p).x,
    upperQuantile: (q) => betaSplit(a, b, 1 - probability('q', q), q).x,
  };
}

/** Fisher's F distribution: the ratio of two variances with `df1` and `df2` degrees of freedom. */
export function fisherF({ df1, df2, ...rest }: { readonly df1: number; readonly df2: number }): Continuous {
  onlyNamed('fisherF', rest, ['df1', 'df2']);
  positive('df1', df1);
  positive('df2', df2);
  const at = (f: number) => {
    if (real('x', f) === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0, slope: 0 };
    const total = df2 + df1 * Math.max(0, f);
    return incompleteBeta(df1 / 2, df2 / 2, (df1 * Math.max(0, f)) / total, df2 / total);
  };
  const ratio = ({ x, y }: Split) => (y === 0 ? Number.POSITIVE_INFINITY : (df2 / df1) * (x / y));
  return {
    mean: df2 > 2 ? df2 / (df2 - 2) : Number.POSITIVE_INFINITY,
    variance: df2 > 4 ? (2 * df2 * df2 * (df1 + df2 - 2)) / (df1 * (df2 - 2) ** 2 * (df2 - 4)) : df2 > 2 ? Number.POSITIVE_INFINITY : Number.NaN,
    support: [0, Number.POSITIVE_INFINITY],
    density: (f) => {
      if (f === 0) return df1 < 2 ? Number.POSITIVE_INFINITY : df1 === 2 ? 1 : 0;
      if (f < 0) return 0;
      const total = df2 + df1 * f;
      return at(f).slope * ((df1 / total) * (df2 / total));
    },
    cdf: (f) => at(f).lower,
    survival: (f) => at(f).upper,
    quantile: (p) => ratio(betaSplit(df1 / 2, df2 / 2, probability('p', p), 1 - p)),
    upperQuantile: (q) => ratio(betaSplit(df1 / 2, df2 / 2, 1 - probability('q', q), q)),
  };
}

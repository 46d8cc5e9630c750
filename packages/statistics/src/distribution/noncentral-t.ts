import { finite, onlyNamed, positive, probability, real } from '../guard.ts';
import { zeroBetween } from '../numeric/root.ts';
import { logGamma, stirlingError } from '../special/gamma.ts';
import type { Continuous } from './distribution.ts';
import { standardNormalCdf, standardNormalDensity, standardNormalQuantile } from './normal.ts';

/** log of the density of v = log(s), s = chi(df)/sqrt(df), at its peak v = 0. */
function logPeak(df: number): number {
  const half = df / 2;
  // log(2 half^half e^-half / Gamma(half)); by Stirling's error where the large parts cancel
  return half >= 10 ? Math.log(2) + 0.5 * Math.log(half / (2 * Math.PI)) - stirlingError(half) : Math.log(2) + half * Math.log(half) - half - logGamma(half);
}

/**
 * Mean of `of(s)` over s = chi(df)/sqrt(df).
 * The trapezoid on v = log(s) converges faster than any power of the step because both factors are analytic and fall
 * off at both ends; the step is a fraction of the narrowest feature (`width` on v, or the scatter of v itself).
 */
function averageOverScatter(df: number, width: number, of: (s: number) => number): number {
  const peak = logPeak(df);
  const exponent = (v: number) => df * (v - Math.expm1(2 * v) / 2);
  // 90: the weights left out are below 1e-39
  const cut = -90;
  const low = zeroBetween((v) => exponent(v) - cut, -100 / df - 25 / Math.sqrt(df) - 1, 0, 1e-3);
  const high = zeroBetween((v) => exponent(v) - cut, 0, 1 + 25 / Math.sqrt(df), 1e-3);
  const h = 0.6 * Math.min(1 / Math.sqrt(2 * df), width, 1);
  let sum = 0;
  for (let i = Math.floor(low / h); i <= Math.ceil(high / h); i++) {
    const v = i * h;
    sum += Math.exp(peak + exponent(v)) * of(Math.exp(v));
  }
  return sum * h;
}

/** P(T <= t); `t` may be negative. */
function lowerTail(df: number, shift: number, t: number): number {
  if (t === Number.POSITIVE_INFINITY) return 1;
  if (t === Number.NEGATIVE_INFINITY) return 0;
  if (t === 0) return standardNormalCdf(-shift);
  // on v the normal step turns within 1/(t s), and where it turns t s is within some units of the shift
  const reach = Math.abs(shift) + 9;
  return averageOverScatter(df, 1 / reach, (s) => standardNormalCdf(t * s - shift));
}

/**
 * Noncentral t distribution: (Z + shift) over the square root of chi-squared(df)/df.
 * Behind one-sided tolerance limits, variables sampling by the s method, and the power of a t test.
 */
export function noncentralT({ df, shift, ...rest }: { readonly df: number; readonly shift: number }): Continuous {
  onlyNamed('noncentralT', rest, ['df', 'shift']);
  positive('df', df);
  finite('shift', shift);
  const ratio = Math.exp(logGamma((df - 1) / 2 + (df > 1 ? 0 : 1)) - logGamma(df / 2)) * Math.sqrt(df / 2);
  const mean = df > 1 ? shift * ratio : Number.NaN;
  const cdf = (t: number) => Math.min(1, lowerTail(df, shift, t));
  const survival = (t: number) => Math.min(1, lowerTail(df, -shift, -t));
  const solve = (p: number, q: number): number => {
    if (p === 0) return Number.NEGATIVE_INFINITY;
    if (q === 0) return Number.POSITIVE_INFINITY;
    const z = p <= q ? standardNormalQuantile(p) : -standardNormalQuantile(q);
    const gap = (t: number) => (p <= q ? Math.log(cdf(t) / p) : Math.log(q / survival(t)));
    const limited = (t: number) => Math.max(-1e4, Math.min(1e4, gap(t)));
    let low = shift + z - 1;
    let high = shift + z + 1;
    for (let wide = 1; limited(low) > 0; wide *= 2) low -= wide;
    for (let wide = 1; limited(high) < 0; wide *= 2) high += wide;
    return zeroBetween(limited, low, high, 1e-15 * (1 + Math.abs(shift)));
  };
  return {
    mean,
    variance: df > 2 ? (df * (1 + shift * shift)) / (df - 2) - mean * mean : df > 1 ? Number.POSITIVE_INFINITY : Number.NaN,
    support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    density: (t) => (Number.isFinite(real('x', t)) ? averageOverScatter(df, 1 / (Math.abs(shift) + 9), (s) => s * standardNormalDensity(t * s - shift)) : 0),
    cdf: (t) => cdf(real('x', t)),
    survival: (t) => survival(real('x', t)),
    quantile: (p) => solve(probability('p', p), 1 - p),
    upperQuantile: (q) => solve(1 - probability('q', q), q),
  };
}

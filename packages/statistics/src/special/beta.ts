import type { Tails } from '../numeric/root.ts';
import { deviance, logGamma, stirlingError } from './gamma.ts';

/** n over x times p^x q^(n-x), for real x and n: the binomial mass carried to real x (Loader 2000). */
export function binomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return n === 0 ? 1 : p < 0.1 ? Math.exp(n * Math.log1p(-p)) : Math.exp(n * Math.log(q));
  if (x === n) return q < 0.1 ? Math.exp(n * Math.log1p(-q)) : Math.exp(n * Math.log(p));
  if (x < 0 || x > n) return 0;
  const y = n - x;
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(y) - deviance(x, n * p) - deviance(y, n * q);
  return (Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x))) / Math.sqrt(y);
}

/** log B(a, b). */
export function logBeta(a: number, b: number): number {
  if (a >= 10 && b >= 10) {
    // the large parts cancel: keep them apart
    const s = a + b;
    return (
      a * Math.log(a / s) +
      b * Math.log(b / s) +
      0.5 * Math.log((2 * Math.PI * s) / a / b) +
      stirlingError(a) +
      stirlingError(b) -
      stirlingError(s)
    );
  }
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const s = a + b;
  return (
    logGamma(small) - (large - 0.5) * Math.log1p(small / large) - small * Math.log(s) + small + stirlingError(large) - stirlingError(s)
  );
}

/** x^a y^b / (a B(a,b)), y = 1 - x. */
function leading(a: number, b: number, x: number, y: number): number {
  return binomialTerm(a, a + b, x, y) * (b / (a + b));
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), modified Lentz; converges fast for x < (a+1)/(a+b+2). */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < tiny) d = tiny;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 1_000_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + even / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + odd / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 3e-16) break;
  }
  return h;
}

/**
 * Regularised incomplete beta function I_x(a,b) and its complement, both tails without cancellation.
 * @param y 1 - x, given apart so that an x close to 1 keeps its digits
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): Tails {
  if (x <= 0) return { lower: 0, upper: 1, slope: 0 };
  if (y <= 0) return { lower: 1, upper: 0, slope: 0 };
  if (x <= (a + 1) / (a + b + 2)) {
    const head = leading(a, b, x, y);
    const lower = Math.min(1, head * fraction(a, b, x));
    return { lower, upper: 1 - lower, slope: (head * a) / x / y };
  }
  const head = leading(b, a, y, x);
  const upper = Math.min(1, head * fraction(b, a, y));
  return { lower: 1 - upper, upper, slope: (head * b) / x / y };
}

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
    return a * Math.log(a / s) + b * Math.log(b / s) + 0.5 * Math.log((2 * Math.PI * s) / a / b) + stirlingError(a) + stirlingError(b) - stirlingError(s);
  }
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < 10) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const s = a + b;
  return logGamma(small) - (large - 0.5) * Math.log1p(small / large) - small * Math.log(s) + small + stirlingError(large) - stirlingError(s);
}

/** x^a y^b / (a B(a,b)), y = 1 - x. */
function leading(a: number, b: number, x: number, y: number): number {
  if (Math.max(a, b) > 1000 && Math.min(a, b) < 30) {
    // a t with a million degrees of freedom: by logarithms, each from the smaller side, where a product a * x would lose the digits
    const logX = y < 0.5 ? Math.log1p(-y) : Math.log(x);
    const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
    return Math.exp(a * logX + b * logY - logBeta(a, b)) / a;
  }
  return binomialTerm(a, a + b, x, y) * (b / (a + b));
}

/**
 * a times the continued fraction of the incomplete beta function in its even form (DLMF 8.17.22 contracted; Didonato & Morris 1992, BFRAC).
 * `surplus` = a - (a+b) x is given apart: with a in the millions and x next to 1 its digits are in y alone.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const surplus = x > y ? (a + b) * y - b : a - (a + b) * x;
  const c = 1 + surplus;
  let [an, bn, anNext, bnNext] = [0, 1, 1, (a * c) / (a + 1)];
  let value = anNext / bnNext;
  for (let n = 1; n < 1_000_000; n++) {
    const w = n * (b - n) * x;
    const s = a + 2 * n - 1;
    const alpha = ((a + n - 1) * (a + b + n - 1) * w * x) / (s * s);
    const beta = n + w / s + ((a + n) * (c + n * (1 + y))) / (s + 2);
    [an, anNext] = [anNext, alpha * an + beta * anNext];
    [bn, bnNext] = [bnNext, alpha * bn + beta * bnNext];
    const before = value;
    value = anNext / bnNext;
    if (Math.abs(value - before) <= 2e-16 * value) break;
    // kept near 1, or the products outgrow a double
    an /= bnNext;
    bn /= bnNext;
    anNext = value;
    bnNext = 1;
  }
  return a * value;
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
    const lower = Math.min(1, head * fraction(a, b, x, y));
    return { lower, upper: 1 - lower, slope: (head * a) / x / y };
  }
  const head = leading(b, a, y, x);
  const upper = Math.min(1, head * fraction(b, a, y, x));
  return { lower: 1 - upper, upper, slope: (head * b) / x / y };
}

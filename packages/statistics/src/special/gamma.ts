import type { Tails } from '../numeric/root.ts';

const halfLogTwoPi = 0.9189385332046728;

/** Terms of Stirling's series beyond the leading ones, B(2k) / (2k (2k-1) x^(2k-1)) (DLMF 5.11.1); for x >= 10. */
function stirlingTail(x: number): number {
  const r = 1 / (x * x);
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r * (1 / 156 - r * (3617 / 122400)))))))) / x;
}

/** Natural logarithm of the gamma function, x > 0. */
export function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingTail(x);
  if (x === 1 || x === 2) return 0;
  // lift x above 10 by the recurrence, where the series is at full precision
  let product = 1;
  let lifted = x;
  while (lifted < 10) {
    product *= lifted;
    lifted += 1;
  }
  return (lifted - 0.5) * Math.log(lifted) - lifted + halfLogTwoPi + stirlingTail(lifted) - Math.log(product);
}

/** Gamma function for x > 0; exact for small whole numbers. */
export function gammaFunction(x: number): number {
  if (Number.isInteger(x) && x <= 23) {
    let product = 1;
    for (let i = 2; i < x; i++) product *= i;
    return product;
  }
  return Math.exp(logGamma(x));
}

/** Stirling's error: log n! less its leading approximation (Loader 2000, "Fast and accurate computation of binomial probabilities"). */
export function stirlingError(n: number): number {
  if (n >= 10) return stirlingTail(n);
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - halfLogTwoPi;
}

/** x log(x/m) + m - x, without the cancellation near x = m (Loader's deviance term). */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) < 0.1 * (x + m)) {
    const v = (x - m) / (x + m);
    let sum = (x - m) * v;
    if (Math.abs(sum) < Number.MIN_VALUE) return sum;
    let term = 2 * x * v;
    for (let j = 1; j < 1000; j++) {
      term *= v * v;
      const next = sum + term / (2 * j + 1);
      if (next === sum) return next;
      sum = next;
    }
  }
  return x * Math.log(x / m) + m - x;
}

/** m^x e^-m / Gamma(x+1), for real x >= 0 and m >= 0: the Poisson mass carried to real x (Loader 2000). */
export function poissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-m);
  if (!Number.isFinite(m)) return 0;
  if (x < m * Number.MIN_VALUE) return Math.exp(-m);
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * Regularised incomplete gamma functions P(a,x) and Q(a,x), both tails without cancellation
 * (series DLMF 8.7.1; continued fraction DLMF 8.9.2 by the modified Lentz method).
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1, slope: 0 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0, slope: 0 };
  const term = poissonTerm(a, x);
  const slope = (term * a) / x;
  if (x < a + 1) {
    let ratio = 1;
    let sum = 1;
    for (let n = 1; n < 1_000_000; n++) {
      ratio *= x / (a + n);
      sum += ratio;
      if (ratio < sum * 1e-17) break;
    }
    const lower = Math.min(1, term * sum);
    return { lower, upper: 1 - lower, slope };
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1_000_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 3e-16) break;
  }
  // Q = x^a e^-x / Gamma(a) * h, and x^a e^-x / Gamma(a) = a * poissonTerm(a, x)
  const upper = Math.min(1, term * a * h);
  return { lower: 1 - upper, upper, slope };
}

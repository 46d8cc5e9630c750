import { normal, zeroBetween } from '@millrace/statistics';
import { finite, openProbability, whole } from '../guard.ts';

const { cdf: phi, density } = normal();

/** Nodes and weights of the 16-point Gauss-Legendre rule on [-1, 1], by Newton's method on the Legendre polynomial. */
const legendre: readonly (readonly [node: number, weight: number])[] = Array.from({ length: 16 }, (_, i) => {
  let x = Math.cos((Math.PI * (i + 0.75)) / 16.5);
  let slope = 1;
  for (let step = 0; step < 20; step++) {
    let [p, before] = [1, 0];
    for (let k = 1; k <= 16; k++) [p, before] = [((2 * k - 1) * x * p - (k - 1) * before) / k, p];
    slope = (16 * (x * p - before)) / (x * x - 1);
    x -= p / slope;
  }
  return [x, 2 / ((1 - x * x) * slope * slope)] as const;
});

/** P(range of n standard normal readings <= w) = n * integral of phi(x) (Phi(x+w) - Phi(x))^(n-1) (Tippett 1925). */
export function rangeCdf(n: number, w: number): number {
  whole('n', n, 2);
  finite('w', w);
  if (w <= 0) return 0;
  // trapezoid on the whole line, whose error falls faster than any power of the step for this entire function
  const h = 0.125;
  let sum = 0;
  for (let x = -9 - w; x <= 9; x += h) {
    // by the tail that is small: differences of numbers near 1 would lose digits
    const share = x > 0 ? phi(-x) - phi(-x - w) : phi(x + w) - phi(x);
    sum += density(x) * share ** (n - 1);
  }
  return Math.min(1, n * h * sum);
}

function integrateRange(n: number): { readonly d2: number; readonly d3: number } {
  // mean: integral of 1 - Phi^n - (1 - Phi)^n
  let mean = 0;
  const h = 0.05;
  for (let x = -12; x <= 12; x += h) {
    const upper = phi(-x);
    const lower = phi(x);
    // 1 - lower^n without cancellation, n large included
    const reaches = upper < 0.5 ? -Math.expm1(n * Math.log1p(-upper)) : 1 - lower ** n;
    mean += reaches - upper ** n;
  }
  mean *= h;
  // second moment: integral of 2 w (1 - P(w)); beyond the mean by 11 the rest is below 1e-16
  let second = 0;
  const panels = Math.ceil((mean + 11) / 2);
  for (let panel = 0; panel < panels; panel++) {
    for (const [node, weight] of legendre) {
      const w = 2 * panel + node + 1;
      second += weight * 2 * w * (1 - rangeCdf(n, w));
    }
  }
  return { d2: mean, d3: Math.sqrt(second - mean * mean) };
}

const kept = new Map<number, { readonly d2: number; readonly d3: number }>();

/** Mean and standard deviation of the range of n standard normal readings: d2 and d3. Integrated once for each n, then kept. */
export function relativeRange(n: number): { readonly d2: number; readonly d3: number } {
  whole('n', n, 2);
  let known = kept.get(n);
  if (known === undefined) {
    known = integrateRange(n);
    kept.set(n, known);
  }
  return known;
}

/** Relative range that a share p of ranges of n readings stays below; p = 1/2 gives d4, the divisor of a median range. */
export function rangeQuantile(n: number, p: number): number {
  openProbability('p', p);
  return zeroBetween((w) => rangeCdf(n, w) - p, 1e-9, relativeRange(n).d2 + 20, 1e-12);
}

/**
 * d2*: divisor of an average of g ranges of n readings whose square is unbiased, sqrt(d2^2 + d3^2 / g)
 * (Duncan, Quality Control and Industrial Statistics, table D3; AIAG MSA 4th edition, appendix C).
 */
export function d2Star(n: number, g: number): number {
  whole('g', g, 1);
  const { d2, d3 } = relativeRange(n);
  return Math.sqrt(d2 * d2 + (d3 * d3) / g);
}

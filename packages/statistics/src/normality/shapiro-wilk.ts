import { standardNormalCdf, standardNormalQuantile } from '../distribution/normal.ts';
import { refuse, sample } from '../guard.ts';
import type { NormalityTest } from './anderson-darling.ts';

/** c[0] + c[1] x + c[2] x^2 ... */
const polynomial = (c: readonly number[], x: number): number => c.reduceRight((value, term) => value * x + term, 0);

/** Royston's approximation to the best weights of the ordered readings; antisymmetric, sum of squares 1. */
function weights(n: number): Float64Array {
  const a = new Float64Array(n);
  if (n === 3) {
    a[0] = -Math.SQRT1_2;
    a[2] = Math.SQRT1_2;
    return a;
  }
  const m = Float64Array.from({ length: n }, (_, i) => standardNormalQuantile((i + 1 - 0.375) / (n + 0.25)));
  const squares = m.reduce((sum, value) => sum + value * value, 0);
  const u = 1 / Math.sqrt(n);
  const last = polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u) + m[n - 1]! / Math.sqrt(squares);
  if (n <= 5) {
    const scale = Math.sqrt((squares - 2 * m[n - 1]! ** 2) / (1 - 2 * last * last));
    for (let i = 1; i < n - 1; i++) a[i] = m[i]! / scale;
  } else {
    const next = polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u) + m[n - 2]! / Math.sqrt(squares);
    const scale = Math.sqrt((squares - 2 * m[n - 1]! ** 2 - 2 * m[n - 2]! ** 2) / (1 - 2 * last * last - 2 * next * next));
    for (let i = 2; i < n - 2; i++) a[i] = m[i]! / scale;
    a[n - 2] = next;
    a[1] = -next;
  }
  a[n - 1] = last;
  a[0] = -last;
  return a;
}

/**
 * Shapiro-Wilk test of normality, 3 to 5000 readings: W near 1 is normal.
 * Weights and p by Royston 1995 (Applied Statistics algorithm AS R94), as in R and SciPy.
 */
export function shapiroWilk(values: ArrayLike<number>): NormalityTest {
  sample('values', values, 3);
  const n = values.length;
  if (n > 5000) refuse('values', values, 'a list of at most 5000 values: the approximation is not known beyond');
  const x = Float64Array.from(values).sort();
  if (x[0] === x[n - 1]) refuse('values', values, 'a list whose values differ: without scatter no shape can be judged');
  // measured from the middle in units of the range, so that leading digits do not drown the scatter
  const middle = x[n >> 1]!;
  const range = x[n - 1]! - x[0]!;
  const scaled = x.map((value) => (value - middle) / range);
  const centre = scaled.reduce((sum, value) => sum + value, 0) / n;
  const a = weights(n);
  let linear = 0;
  let squares = 0;
  let weightSquares = 0;
  for (let i = 0; i < n; i++) {
    const d = scaled[i]! - centre;
    linear += a[i]! * d;
    squares += d * d;
    weightSquares += a[i]! * a[i]!;
  }
  // 1 - W by the difference of roots, which keeps its digits when W is near 1
  const length = Math.sqrt(weightSquares * squares);
  const deficit = Math.max(0, ((length - linear) * (length + linear)) / (weightSquares * squares));
  const w = 1 - deficit;
  return { statistic: w, p: chance(n, w, deficit) };
}

function chance(n: number, w: number, deficit: number): number {
  if (n === 3) {
    // exact: 6/pi (asin sqrt W - asin sqrt 3/4)
    return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
  }
  if (deficit === 0) return 1;
  const y = Math.log(deficit);
  if (n <= 11) {
    const bound = polynomial([-2.273, 0.459], n);
    if (y >= bound) return 1e-99;
    const z = -Math.log(bound - y);
    const centre = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n);
    const spread = Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n));
    return standardNormalCdf(-(z - centre) / spread);
  }
  const logN = Math.log(n);
  const centre = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], logN);
  const spread = Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], logN));
  return standardNormalCdf(-(y - centre) / spread);
}

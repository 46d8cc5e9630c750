import { refuse, sample } from '../guard.ts';
import {
  asRead,
  divide,
  multiply,
  narrow,
  squaresAsRead,
  subtract,
  sumAsRead,
  wide,
  zero,
  add,
  squareRoot,
  type Wide,
} from '../numeric/wide.ts';

const centreOf = (values: ArrayLike<number>): Wide => divide(sumAsRead(values), wide(values.length));

/** Sum of the readings, in their unit, correct to the last digit. */
export const sum = (values: ArrayLike<number>): number => narrow(sumAsRead(sample('values', values)));

/** Arithmetic mean of the readings, in their unit. */
export const mean = (values: ArrayLike<number>): number => narrow(centreOf(sample('values', values)));

/** Sample variance (divisor n - 1), in the unit squared. */
export function variance(values: ArrayLike<number>): number {
  sample('values', values, 2);
  return narrow(squaresAsRead(values, centreOf(values))) / (values.length - 1);
}

/** Sample standard deviation (divisor n - 1), in the unit of the readings. */
export function standardDeviation(values: ArrayLike<number>): number {
  sample('values', values, 2);
  return narrow(squareRoot(divide(squaresAsRead(values, centreOf(values)), wide(values.length - 1))));
}

/** Geometric mean of readings above zero: titres, ratios, particle sizes. */
export function geometricMean(values: ArrayLike<number>): number {
  sample('values', values);
  let logs = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= 0) refuse(`values[${i}]`, values[i], 'above 0 for a geometric mean');
    logs += Math.log(values[i]!);
  }
  return Math.exp(logs / values.length);
}

/** Second to fourth central moments, divisor n. */
function centralMoments(values: ArrayLike<number>): readonly [second: number, third: number, fourth: number] {
  const centre = centreOf(values);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < values.length; i++) {
    const d = narrow(subtract(asRead(values[i]!), centre));
    second += d * d;
    third += d * d * d;
    fourth += d * d * d * d;
  }
  const n = values.length;
  if (second === 0) refuse('values', values, 'a list whose values differ: without scatter there is no shape');
  return [second / n, third / n, fourth / n];
}

/**
 * Skewness: 0 for a symmetric shape, positive with a long upper tail.
 * `adjusted` (default) is G1 as in Excel, Minitab and SAS; otherwise g1 = m3 / m2^1.5 (Joanes & Gill 1998, types 2 and 1).
 */
export function skewness(values: ArrayLike<number>, { adjusted = true }: { readonly adjusted?: boolean } = {}): number {
  sample('values', values, adjusted ? 3 : 2);
  const [m2, m3] = centralMoments(values);
  const n = values.length;
  const g1 = m3 / (m2 * Math.sqrt(m2));
  return adjusted ? (g1 * Math.sqrt(n * (n - 1))) / (n - 2) : g1;
}

/**
 * Excess kurtosis: 0 for a normal shape.
 * `adjusted` (default) is G2 as in Excel, Minitab and SAS; otherwise g2 = m4 / m2^2 - 3 (Joanes & Gill 1998).
 */
export function kurtosis(values: ArrayLike<number>, { adjusted = true }: { readonly adjusted?: boolean } = {}): number {
  sample('values', values, adjusted ? 4 : 2);
  const [m2, , m4] = centralMoments(values);
  const n = values.length;
  const g2 = m4 / (m2 * m2) - 3;
  return adjusted ? ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6) : g2;
}

/** Sum of products of distances from both means. */
function codeviation(x: ArrayLike<number>, y: ArrayLike<number>): Wide {
  const cx = centreOf(x);
  const cy = centreOf(y);
  let total = zero;
  for (let i = 0; i < x.length; i++) total = add(total, multiply(subtract(asRead(x[i]!), cx), subtract(asRead(y[i]!), cy)));
  return total;
}

function pair(x: ArrayLike<number>, y: ArrayLike<number>): void {
  sample('x', x, 2);
  sample('y', y, 2);
  if (x.length !== y.length) refuse('y', y, `as long as x (${x.length})`);
}

/** Sample covariance (divisor n - 1). */
export function covariance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  pair(x, y);
  return narrow(codeviation(x, y)) / (x.length - 1);
}

/** Pearson's coefficient of correlation, from -1 to 1. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  pair(x, y);
  const sx = squaresAsRead(x, centreOf(x));
  const sy = squaresAsRead(y, centreOf(y));
  if (sx.hi === 0) refuse('x', x, 'a list whose values differ');
  if (sy.hi === 0) refuse('y', y, 'a list whose values differ');
  return Math.max(-1, Math.min(1, narrow(divide(codeviation(x, y), squareRoot(multiply(sx, sy))))));
}

/** Correlation of a series with itself `lag` places earlier (NIST/SEMATECH handbook 1.3.5.12). */
export function autocorrelation(values: ArrayLike<number>, lag = 1): number {
  sample('values', values, 2);
  if (!Number.isSafeInteger(lag) || lag < 1 || lag >= values.length) refuse('lag', lag, `a whole number from 1 to ${values.length - 1}`);
  const centre = centreOf(values);
  const total = squaresAsRead(values, centre);
  if (total.hi === 0) refuse('values', values, 'a list whose values differ');
  let shared = zero;
  for (let i = lag; i < values.length; i++) {
    shared = add(shared, multiply(subtract(asRead(values[i]!), centre), subtract(asRead(values[i - lag]!), centre)));
  }
  return narrow(divide(shared, total));
}

import { claim, onlyNamed, refuse, sample } from '../guard.ts';
import { meanOf, moments, readColumn, wholeMoments, type Moments } from '../numeric/sums.ts';
import { add, divide, entry, multiply, narrow, squareRoot, subtract, wide, zero, type Wide, type WideColumn } from '../numeric/wide.ts';

/** Sum of the readings, in their unit, correct to the last digit. */
export const sum = (values: ArrayLike<number>): number => narrow(multiply(centre(values), wide(values.length)));

/** Arithmetic mean of the readings, in their unit. */
export const mean = (values: ArrayLike<number>): number => narrow(centre(values));

// the one pass of a gauge's readings finds whatever is no number; only then is it worth naming
const centre = (values: ArrayLike<number>): Wide => wholeMoments(values, 1)?.mean ?? meanOf(sample('values', values));
const scatter = (values: ArrayLike<number>): Moments => wholeMoments(values, 2) ?? scatterOf(sample('values', values, 2));

/** Differences so small that their squares are none: a standard deviation of 0 would be an answer, and wrong. */
function scatterOf(values: ArrayLike<number>): Moments {
  const found = moments(values);
  if (found.squares.hi < 1e-290 && Array.from(values).some((value) => value !== values[0]))
    refuse('values', Array.from(values), 'a list of equal values or of values that differ by more than 1e-140: smaller differences have no square; take a smaller unit');
  return found;
}

/** Sample variance (divisor n - 1), in the unit squared. */
export function variance(values: ArrayLike<number>): number {
  return narrow(divide(scatter(values).squares, wide(values.length - 1)));
}

/** Sample standard deviation (divisor n - 1), in the unit of the readings. */
export function standardDeviation(values: ArrayLike<number>): number {
  return narrow(squareRoot(divide(scatter(values).squares, wide(values.length - 1))));
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
  const { mean: centre } = moments(values);
  const read = readColumn(values);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < values.length; i++) {
    const d = narrow(subtract(entry(read, i), centre));
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
export function skewness(values: ArrayLike<number>, { adjusted = true, ...rest }: { readonly adjusted?: boolean } = {}): number {
  onlyNamed('options', rest, ['adjusted']);
  sample('values', values, claim('adjusted', adjusted) ? 3 : 2);
  const [m2, m3] = centralMoments(values);
  const n = values.length;
  const g1 = m3 / (m2 * Math.sqrt(m2));
  return adjusted ? (g1 * Math.sqrt(n * (n - 1))) / (n - 2) : g1;
}

/**
 * Excess kurtosis: 0 for a normal shape.
 * `adjusted` (default) is G2 as in Excel, Minitab and SAS; otherwise g2 = m4 / m2^2 - 3 (Joanes & Gill 1998).
 */
export function kurtosis(values: ArrayLike<number>, { adjusted = true, ...rest }: { readonly adjusted?: boolean } = {}): number {
  onlyNamed('options', rest, ['adjusted']);
  sample('values', values, claim('adjusted', adjusted) ? 4 : 2);
  const [m2, , m4] = centralMoments(values);
  const n = values.length;
  const g2 = m4 / (m2 * m2) - 3;
  return adjusted ? ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6) : g2;
}

/** Sum of products of the distances of two columns from a centre each. */
function codeviation(x: WideColumn, cx: Wide, y: WideColumn, cy: Wide): Wide {
  let shared = zero;
  for (let i = 0; i < x.hi.length; i++) shared = add(shared, multiply(subtract(entry(x, i), cx), subtract(entry(y, i), cy)));
  return shared;
}

function pair(x: ArrayLike<number>, y: ArrayLike<number>): void {
  sample('x', x, 2);
  sample('y', y, 2);
  if (x.length !== y.length) refuse('y', y, `as long as x (${x.length})`);
}

/** Sample covariance (divisor n - 1). */
export function covariance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  pair(x, y);
  return narrow(codeviation(readColumn(x), moments(x).mean, readColumn(y), moments(y).mean)) / (x.length - 1);
}

/** Pearson's coefficient of correlation, from -1 to 1. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  pair(x, y);
  const mx = moments(x);
  const my = moments(y);
  if (mx.squares.hi === 0) refuse('x', x, 'a list whose values differ');
  if (my.squares.hi === 0) refuse('y', y, 'a list whose values differ');
  const shared = codeviation(readColumn(x), mx.mean, readColumn(y), my.mean);
  return Math.max(-1, Math.min(1, narrow(divide(shared, squareRoot(multiply(mx.squares, my.squares))))));
}

/** Correlation of a series with itself `lag` places earlier (NIST/SEMATECH handbook 1.3.5.12). */
export function autocorrelation(values: ArrayLike<number>, lag = 1): number {
  sample('values', values, 2);
  if (!Number.isSafeInteger(lag) || lag < 1 || lag >= values.length) refuse('lag', lag, `a whole number from 1 to ${values.length - 1}`);
  const { mean: centre, squares } = moments(values);
  if (squares.hi === 0) refuse('values', values, 'a list whose values differ');
  const read = readColumn(values);
  let shared = zero;
  for (let i = lag; i < values.length; i++) {
    shared = add(shared, multiply(subtract(entry(read, i), centre), subtract(entry(read, i - lag), centre)));
  }
  return narrow(divide(shared, squares));
}

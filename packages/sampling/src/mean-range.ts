import { logGamma } from '@millrace/statistics';

// mean and standard deviation of the range of n standard normal values (Harter, Annals of Mathematical Statistics 31, 1960)
const ranges: ReadonlyMap<number, readonly [mean: number, sd: number]> = new Map([
  [3, [1.692_568_751, 0.888_368]],
  [4, [2.058_750_746, 0.879_808]],
  [5, [2.325_928_947, 0.864_081_941]],
  [7, [2.704_356_751, 0.833_205]],
]);

/** A mean range as a standard deviation: divide by `scale` (d2*), and it has `df` degrees of freedom. */
export interface RangeAsDeviation {
  readonly scale: number;
  readonly df: number;
}

/**
 * The mean range of n / 5 fives, or the range of 3, 4, 5 or 7 values, as a chi variable of equal mean and variance
 * (P. B. Patnaik, Biometrika 37, 1950).
 */
export function rangeAsChi(n: number): RangeAsDeviation {
  const [mean, sd] = ranges.get(n) ?? ranges.get(5)!;
  if (!ranges.has(n) && (n % 5 !== 0 || n < 5)) throw new RangeError(`sampleSize is ${n}; the range method takes measurements in fives, or 3, 4 or 7 as one.`);
  const squaredCv = sd ** 2 / ((n < 10 ? 1 : n / 5) * mean ** 2);
  const meanChi = (df: number): number => Math.sqrt(2 / df) * Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2));
  let low = 0.5;
  let high = 1e6;
  for (let i = 0; i < 200 && high - low > 1e-10 * high; i++) {
    const middle = Math.sqrt(low * high);
    if (1 / meanChi(middle) ** 2 - 1 > squaredCv) low = middle;
    else high = middle;
  }
  const df = Math.sqrt(low * high);
  return { df, scale: mean / meanChi(df) };
}

/**
 * What MIL-STD-414 and Z1.9 take for estimating the percent nonconforming (Tables C-3 to C-5): their factor c of small
 * samples, and up to five values the degrees of freedom of s; from seven on, and for fives, those of Patnaik.
 */
export function rangeEstimate(n: number): RangeAsDeviation {
  const printed = new Map([
    [3, 1.91],
    [4, 2.234],
    [5, 2.474],
  ]).get(n);
  return printed === undefined ? rangeAsChi(n) : { scale: printed, df: n - 1 };
}

/** The mean of the ranges of fives, or the range of a sample of less than ten. */
export function meanRange(values: readonly number[]): number {
  const size = values.length < 10 ? values.length : 5;
  if (values.length % size !== 0) throw new RangeError(`values has ${values.length} measurements; the range method takes them in fives.`);
  let ranges = 0;
  for (let i = 0; i < values.length; i += size) {
    const group = values.slice(i, i + size);
    ranges += Math.max(...group) - Math.min(...group);
  }
  return ranges / (values.length / size);
}

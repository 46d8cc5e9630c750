import { onlyNamed, sample } from '../guard.ts';
import { kurtosis, mean, skewness, standardDeviation } from './moments.ts';
import { fiveNumbers, type QuantileType } from './quantile.ts';

/** What a report prints of one characteristic. A figure that the readings cannot give is absent, not zero. */
export interface Description {
  readonly count: number;
  readonly mean: number;
  /** Divisor n - 1; absent for one reading. */
  readonly standardDeviation?: number;
  /** Standard deviation of the mean. */
  readonly standardError?: number;
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly greatest: number;
  readonly range: number;
  /** G1; absent below three readings or without scatter. */
  readonly skewness?: number;
  /** Excess, G2; absent below four readings or without scatter. */
  readonly kurtosis?: number;
}

/** Describe the readings of one characteristic. */
export function describe(values: ArrayLike<number>, { type = 7, ...rest }: { readonly type?: QuantileType } = {}): Description {
  onlyNamed('options', rest, ['type']);
  sample('values', values);
  const count = values.length;
  const five = fiveNumbers(values, { type });
  const scatters = five.greatest > five.least;
  const sd = count > 1 ? standardDeviation(values) : undefined;
  return {
    count,
    mean: mean(values),
    ...(sd === undefined ? {} : { standardDeviation: sd, standardError: sd / Math.sqrt(count) }),
    ...five,
    range: five.greatest - five.least,
    ...(count >= 3 && scatters ? { skewness: skewness(values) } : {}),
    ...(count >= 4 && scatters ? { kurtosis: kurtosis(values) } : {}),
  };
}

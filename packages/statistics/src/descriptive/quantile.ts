import { probability, refuse, sample } from '../guard.ts';

/**
 * The nine sample quantiles of Hyndman & Fan 1996. 7 is Excel's PERCENTILE.INC and R's default; 6 is Minitab's, SPSS's and
 * Excel's PERCENTILE.EXC; 8 is the one they recommend.
 */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

const plottingPosition: Readonly<Record<4 | 5 | 6 | 7 | 8 | 9, readonly [alpha: number, beta: number]>> = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
};

function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

function ofSorted(ordered: Float64Array, p: number, type: QuantileType): number {
  const n = ordered.length;
  const at = (rank: number) => ordered[Math.min(Math.max(rank, 1), n) - 1]!;
  if (type <= 3) {
    const place = type === 3 ? n * p - 0.5 : n * p;
    const rank = Math.floor(place + 4 * Number.EPSILON * n);
    const isOn = Math.abs(place - rank) <= 4 * Number.EPSILON * n;
    if (type === 2 && isOn) return (at(rank) + at(rank + 1)) / 2;
    const staysBelow = type === 3 ? isOn && rank % 2 === 0 : isOn;
    return at(staysBelow ? rank : rank + 1);
  }
  const [alpha, beta] = plottingPosition[type as 4 | 5 | 6 | 7 | 8 | 9];
  const place = alpha + p * (n + 1 - alpha - beta);
  const rank = Math.floor(place + 4 * Number.EPSILON);
  const share = Math.max(0, place - rank);
  const low = at(rank);
  return share < 4 * Number.EPSILON * n ? low : low + share * (at(rank + 1) - low);
}

/** The reading that a share `p` of the readings stays below. `type` is Hyndman & Fan's number, 7 unless said. */
export function quantile(values: ArrayLike<number>, p: number, { type = 7 }: { readonly type?: QuantileType } = {}): number {
  sample('values', values);
  probability('p', p);
  if (!Number.isInteger(type) || type < 1 || type > 9) refuse('type', type, "a whole number from 1 to 9, Hyndman & Fan's types");
  return ofSorted(sorted(values), p, type);
}

/** The middle reading; the mean of the two middle ones where their number is even. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/**
 * Median of the distances from the median: scatter that a few outliers do not move.
 * Times 1.4826 it estimates a normal standard deviation; that factor is not applied unless `scaled`.
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>, { scaled = false }: { readonly scaled?: boolean } = {}): number {
  const centre = median(values);
  // 1.482602218505602 = 1 / z(0.75)
  return median(Array.from(values, (value) => Math.abs(value - centre))) * (scaled ? 1.482602218505602 : 1);
}

/** Least, quartiles and greatest: the box plot. */
export function fiveNumbers(
  values: ArrayLike<number>,
  { type = 7 }: { readonly type?: QuantileType } = {},
): {
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly greatest: number;
} {
  sample('values', values);
  const ordered = sorted(values);
  const at = (p: number) => ofSorted(ordered, p, type);
  return { least: at(0), lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), greatest: at(1) };
}

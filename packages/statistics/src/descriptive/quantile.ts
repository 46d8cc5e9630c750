import { claim, onlyNamed, probability, refuse, sample } from '../guard.ts';

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

/** Where the quantile lies: the lower rank (from 1) and the share of the way to the next. */
function place(n: number, p: number, type: QuantileType): { readonly rank: number; readonly share: number } {
  if (type <= 3) {
    const exact = type === 3 ? n * p - 0.5 : n * p;
    const rank = Math.floor(exact + 4 * Number.EPSILON * n);
    const isOn = Math.abs(exact - rank) <= 4 * Number.EPSILON * n;
    if (type === 2 && isOn) return { rank, share: 0.5 };
    const staysBelow = type === 3 ? isOn && rank % 2 === 0 : isOn;
    return { rank: staysBelow ? rank : rank + 1, share: 0 };
  }
  const [alpha, beta] = plottingPosition[type as 4 | 5 | 6 | 7 | 8 | 9];
  const exact = alpha + p * (n + 1 - alpha - beta);
  const rank = Math.floor(exact + 4 * Number.EPSILON);
  const share = Math.max(0, exact - rank);
  return { rank, share: share < 4 * Number.EPSILON * n ? 0 : share };
}

/** Value between the ranks; `at` gives the reading of a rank from 1. */
function between(n: number, p: number, type: QuantileType, at: (rank: number) => number): number {
  const { rank, share } = place(n, p, type);
  const inside = (r: number) => Math.min(Math.max(r, 1), n);
  const low = at(inside(rank));
  return share === 0 ? low : low + share * (at(inside(rank + 1)) - low);
}

/** Puts the reading of rank `k` (from 0) in its place, smaller ones before and greater ones after it (Hoare's quickselect, median of three). */
function select(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high > low) {
    const a = values[low]!;
    const b = values[(low + high) >> 1]!;
    const c = values[high]!;
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const held = values[i]!;
        values[i++] = values[j]!;
        values[j--] = held;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

function known(type: QuantileType): void {
  if (!Number.isInteger(type) || type < 1 || type > 9) refuse('type', type, "a whole number from 1 to 9, Hyndman & Fan's types");
}

/** The reading that a share `p` of the readings stays below. `type` is Hyndman & Fan's number, 7 unless said. */
export function quantile(values: ArrayLike<number>, p: number, { type = 7, ...rest }: { readonly type?: QuantileType } = {}): number {
  onlyNamed('options', rest, ['type']);
  sample('values', values);
  probability('p', p);
  known(type);
  const own = new Float64Array(values.length);
  for (let i = 0; i < own.length; i++) own[i] = values[i]!;
  // the second rank asked for is the next one: once the first is in its place, it is the least of what lies behind
  let placed = -1;
  return between(own.length, p, type, (rank) => {
    if (placed === rank - 2) return least(own, rank - 1);
    placed = rank - 1;
    return select(own, placed);
  });
}

function least(values: Float64Array, from: number): number {
  let smallest = values[from]!;
  for (let i = from + 1; i < values.length; i++) if (values[i]! < smallest) smallest = values[i]!;
  return smallest;
}

/** The middle reading; the mean of the two middle ones where their number is even. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/**
 * Median of the distances from the median: scatter that a few outliers do not move.
 * Times 1.4826 it estimates a normal standard deviation; that factor is not applied unless `scaled`. One reading has no scatter, and is refused.
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>, { scaled = false, ...rest }: { readonly scaled?: boolean } = {}): number {
  onlyNamed('options', rest, ['scaled']);
  claim('scaled', scaled);
  sample('values', values, 2);
  const centre = median(values);
  // 1.482602218505602 = 1 / z(0.75)
  return median(Array.from(values, (value) => Math.abs(value - centre))) * (scaled ? 1.482602218505602 : 1);
}

/** Least, quartiles and greatest: the box plot. */
export function fiveNumbers(
  values: ArrayLike<number>,
  { type = 7, ...rest }: { readonly type?: QuantileType } = {},
): {
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly greatest: number;
} {
  onlyNamed('options', rest, ['type']);
  sample('values', values);
  known(type);
  const ordered = sorted(values);
  const at = (p: number) => between(ordered.length, p, type, (rank) => ordered[rank - 1]!);
  return { least: at(0), lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), greatest: at(1) };
}

import { beyond, commonScale, longest } from './scale.ts';
import { add, column, divide, product, subtract, wide, type Wide, type WideColumn } from './wide.ts';

const wholeLimit = Number.MAX_SAFE_INTEGER;

/** Sum and squares of a list about a centre near its middle, with nothing lost. */
export interface Moments {
  readonly count: number;
  readonly mean: Wide;
  /** Sum of squared distances from the mean. */
  readonly squares: Wide;
}

/** A quotient of two whole numbers with what its double leaves over. */
function quotient(a: number, b: number): Wide {
  const hi = a / b;
  const p = product(hi, b);
  return { hi, lo: (a - p.hi - p.lo) / b };
}

/**
 * Mean and squares of readings taken as the decimals they show: 0.1 is one tenth, not the binary fraction beside it.
 * As whole numbers of the last decimal place their sums are exact; where those outgrow 2^53, sums go on with 32 digits.
 * A list that holds a computed number (16 digits or more) is summed as doubles, with 32 digits.
 * The readings must be finite; `wholeMoments` alone may be asked before that is known.
 */
export function moments(values: ArrayLike<number>): Moments {
  return wholeMoments(values, 1) ?? laterScale(values);
}

/** The same where the first readings do not show the resolution of all. */
function laterScale(values: ArrayLike<number>): Moments {
  const ten = commonScale(values);
  const whole = ten > 0 ? sumsAt(values, ten) : undefined;
  return whole === undefined ? wideMoments(values, ten) : fromWhole(values.length, whole, ten);
}

/**
 * Moments of readings of one resolution in one pass, which also finds whatever is no such reading: undefined then, and the
 * caller asks why. A list of fewer than `atLeast` is left to the caller too.
 */
export function wholeMoments(values: ArrayLike<number>, atLeast: number): Moments | undefined {
  if (!isNumbers(values) || values.length < atLeast) return undefined;
  // a gauge's first readings show the resolution of all
  const ten = commonScale(values, Math.min(values.length, 16));
  const whole = ten > 0 ? sumsAt(values, ten) : undefined;
  return whole && fromWhole(values.length, whole, ten);
}

const isNumbers = (values: unknown): values is ArrayLike<number> => Array.isArray(values) || (ArrayBuffer.isView(values) && 'length' in values);

interface WholeSums {
  readonly origin: number;
  readonly sum: number;
  readonly squares: number;
}

// 1.5 * 2^52: adding it and taking it away again rounds any number below 2^51 to a whole one, faster than Math.round
const rounder = 6_755_399_441_055_744;

/** Sums about the first reading in units of the last place; undefined where a reading is not whole there, or a sum outgrew 2^53. */
function sumsAt(values: ArrayLike<number>, ten: number): WholeSums | undefined {
  const origin = values[0]! * ten + rounder - rounder;
  return Math.abs(origin) <= longest ? sumsAbout(origin, values, ten) : undefined;
}

/** The loop of `sumsAt`, apart so that V8 compiles it by itself. */
function sumsAbout(origin: number, values: ArrayLike<number>, ten: number): WholeSums | undefined {
  // -0 is no small integer to V8: begun with 0 the sums are boxed at every step, and the loop takes four times as long
  let sum = -0;
  let squares = -0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // before the sum: a bigint would throw a sentence of the engine's
    if (typeof value !== 'number') return undefined;
    const digits = value * ten + rounder - rounder;
    // NaN and infinity fail here too
    if (digits / ten !== value) return undefined;
    const d = digits - origin;
    sum += d;
    squares += d * d;
  }
  // then every partial sum of squares was whole and exact, and every sum of distances, which no root of n squares exceeds
  return squares <= wholeLimit ? { origin, sum, squares } : undefined;
}

function fromWhole(n: number, { origin, sum, squares }: WholeSums, ten: number): Moments {
  const whole = origin * n + sum;
  const numerator = n * squares - sum * sum;
  if (Math.abs(whole) <= wholeLimit && n * squares <= wholeLimit && sum * sum <= wholeLimit && n * ten * ten <= wholeLimit) {
    // still whole numbers: one division each, with its remainder
    return { count: n, mean: quotient(whole, n * ten), squares: quotient(numerator, n * ten * ten) };
  }
  const scale = wide(ten);
  return {
    count: n,
    mean: divide(divide(add(product(origin, n), wide(sum)), wide(n)), scale),
    squares: divide(divide(subtract(wide(squares), divide(product(sum, sum), wide(n))), scale), scale),
  };
}

/** Sums of two lists of readings, about the first of each, in units of their last places: all exact. */
export interface PairSums {
  readonly count: number;
  readonly first: { readonly origin: number; readonly ten: number; readonly sum: number };
  readonly second: { readonly origin: number; readonly ten: number; readonly sum: number };
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** Undefined where the lists are no readings of one resolution each, differ in length, or a sum outgrew 2^53. */
export function pairSums(x: ArrayLike<number>, y: ArrayLike<number>): PairSums | undefined {
  if (!isNumbers(x) || !isNumbers(y) || x.length !== y.length || x.length === 0) return undefined;
  const [tenX, tenY] = [commonScale(x, Math.min(x.length, 16)), commonScale(y, Math.min(y.length, 16))];
  if (tenX === 0 || tenY === 0) return undefined;
  const [originX, originY] = [x[0]! * tenX + rounder - rounder, y[0]! * tenY + rounder - rounder];
  if (!(Math.abs(originX) <= longest && Math.abs(originY) <= longest)) return undefined;
  return pairSumsAbout(originX, originY, x, y, tenX, tenY);
}

/** The loop of `pairSums`; as in `sumsAbout` it is apart, and its sums begin with -0. */
function pairSumsAbout(originX: number, originY: number, x: ArrayLike<number>, y: ArrayLike<number>, tenX: number, tenY: number): PairSums | undefined {
  let sumX = -0;
  let sumY = -0;
  let xx = -0;
  let xy = -0;
  let yy = -0;
  for (let i = 0; i < x.length; i++) {
    const valueX = x[i]!;
    const valueY = y[i]!;
    if (typeof valueX !== 'number' || typeof valueY !== 'number') return undefined;
    const digitsX = valueX * tenX + rounder - rounder;
    const digitsY = valueY * tenY + rounder - rounder;
    if (digitsX / tenX !== valueX || digitsY / tenY !== valueY) return undefined;
    const a = digitsX - originX;
    const b = digitsY - originY;
    sumX += a;
    sumY += b;
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  // no product of distances sums to more than the root of both sums of squares
  if (!(xx <= wholeLimit && yy <= wholeLimit)) return undefined;
  return { count: x.length, first: { origin: originX, ten: tenX, sum: sumX }, second: { origin: originY, ten: tenY, sum: sumY }, xx, xy, yy };
}

function wideMoments(values: ArrayLike<number>, ten: number): Moments {
  const mean = wideMean(values, ten);
  return { count: values.length, mean, squares: squaresAbout(values, ten, mean) };
}

/** Mean alone, as `moments` has it: a third of the work where no scatter is asked for. */
export function meanOf(values: ArrayLike<number>): Wide {
  const whole = wholeMoments(values, 1);
  if (whole) return whole.mean;
  const ten = commonScale(values);
  return ten > 0 ? laterScale(values).mean : wideMean(values, 0);
}

function wideMean(values: ArrayLike<number>, ten: number): Wide {
  let hi = -0;
  let rest = -0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const s = hi + value;
    const v = s - hi;
    const low = rest + (ten > 0 ? beyond(value, ten) : 0) + (hi - (s - v) + (value - v));
    hi = s + low;
    rest = low - (hi - s);
  }
  return divide({ hi, lo: rest }, wide(values.length));
}

// 2^27 + 1 splits a double into halves whose products are exact
const splitter = 134217729;

/** Sum of squared distances from a centre, with 32 digits; written out, because an object for each step would cost eight times as much. */
function squaresAbout(values: ArrayLike<number>, ten: number, centre: Wide): Wide {
  let hi = -0;
  let lo = -0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const s = value - centre.hi;
    const v = s - value;
    const low = value - (s - v) - (centre.hi + v) + ((ten > 0 ? beyond(value, ten) : 0) - centre.lo);
    const d = s + low;
    const rest = low - (d - s);
    const p = d * d;
    const t = splitter * d;
    const h = t - (t - d);
    const l = d - h;
    const error = h * h - p + 2 * h * l + l * l + 2 * d * rest;
    const sum = hi + p;
    const w = sum - hi;
    const left = lo + error + (hi - (sum - w) + (p - w));
    hi = sum + left;
    lo = left - (hi - sum);
  }
  return { hi, lo };
}

/** The decimals of a list as a column of 32 digits. */
export function readColumn(values: ArrayLike<number>): WideColumn {
  const ten = commonScale(values);
  if (ten === 0) return column(values.length, (i) => wide(values[i]!));
  const hi = new Float64Array(values.length);
  const lo = new Float64Array(values.length);
  for (let i = 0; i < hi.length; i++) hi[i] = values[i]!;
  if (ten > 1) for (let i = 0; i < lo.length; i++) lo[i] = beyond(hi[i]!, ten);
  return { hi, lo };
}

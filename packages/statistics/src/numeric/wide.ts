/**
 * A number of about 32 digits, held as the unevaluated sum of two doubles (Dekker 1971; Knuth's two-sum).
 * Why: NIST's Filip data lose 15 digits on the way from data to coefficients, as many as a double has.
 */
export interface Wide {
  readonly hi: number;
  readonly lo: number;
}

export const zero: Wide = { hi: 0, lo: 0 };
// 2^27 + 1 splits a double into halves whose products are exact
const splitter = 134217729;

/** Exact product of two doubles. Overflows beyond 1e300, which no caller reaches: columns are scaled first. */
export function product(a: number, b: number): Wide {
  const hi = a * b;
  const ta = splitter * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = splitter * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return { hi, lo: ah * bh - hi + ah * bl + al * bh + al * bl };
}

function settle(hi: number, lo: number): Wide {
  const sum = hi + lo;
  return { hi: sum, lo: lo - (sum - hi) };
}

export const wide = (value: number): Wide => ({ hi: value, lo: 0 });
export const narrow = (a: Wide): number => a.hi + a.lo;
export const negate = (a: Wide): Wide => ({ hi: -a.hi, lo: -a.lo });

export function add(a: Wide, b: Wide): Wide {
  const s = a.hi + b.hi;
  const v = s - a.hi;
  const e = a.hi - (s - v) + (b.hi - v);
  const t = a.lo + b.lo;
  const w = t - a.lo;
  const f = a.lo - (t - w) + (b.lo - w);
  const once = settle(s, e + t);
  return settle(once.hi, once.lo + f);
}

export const subtract = (a: Wide, b: Wide): Wide => add(a, negate(b));

export function multiply(a: Wide, b: Wide): Wide {
  const p = product(a.hi, b.hi);
  return settle(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

export function divide(a: Wide, b: Wide): Wide {
  const first = a.hi / b.hi;
  const rest = subtract(a, multiply(b, wide(first)));
  const second = rest.hi / b.hi;
  const last = subtract(rest, multiply(b, wide(second)));
  return add(settle(first, second), wide(last.hi / b.hi));
}

export function squareRoot(a: Wide): Wide {
  if (a.hi <= 0) return zero;
  const root = Math.sqrt(a.hi);
  const rest = subtract(a, product(root, root));
  return settle(root, rest.hi / (2 * root));
}

/** A column of wide numbers, as two arrays that go through the inner loops. */
export interface WideColumn {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

export function column(length: number, at: (i: number) => Wide): WideColumn {
  const hi = new Float64Array(length);
  const lo = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const value = at(i);
    hi[i] = value.hi;
    lo[i] = value.lo;
  }
  return { hi, lo };
}

export const entry = (a: WideColumn, i: number): Wide => ({ hi: a.hi[i]!, lo: a.lo[i]! });

/** Inner product of two columns. */
export function dot(a: WideColumn, b: WideColumn): Wide {
  // -0: begun with 0, a small integer, V8 boxes the sums at every step
  let hi = -0;
  let lo = -0;
  for (let i = 0; i < a.hi.length; i++) {
    const x = a.hi[i]!;
    const y = b.hi[i]!;
    const p = x * y;
    const tx = splitter * x;
    const xh = tx - (tx - x);
    const xl = x - xh;
    const ty = splitter * y;
    const yh = ty - (ty - y);
    const yl = y - yh;
    const e = xh * yh - p + xh * yl + xl * yh + xl * yl + (x * b.lo[i]! + a.lo[i]! * y);
    const s = hi + p;
    const v = s - hi;
    const f = hi - (s - v) + (p - v);
    const rest = lo + e + f;
    hi = s + rest;
    lo = rest - (hi - s);
  }
  return { hi, lo };
}

/** target - factor * other, in place. */
export function subtractMultiple(target: WideColumn, factor: Wide, other: WideColumn): void {
  const x = factor.hi;
  const tx = splitter * x;
  const xh = tx - (tx - x);
  const xl = x - xh;
  for (let i = 0; i < target.hi.length; i++) {
    const y = other.hi[i]!;
    const p = x * y;
    const ty = splitter * y;
    const yh = ty - (ty - y);
    const yl = y - yh;
    const e = xh * yh - p + xh * yl + xl * yh + xl * yl + (x * other.lo[i]! + factor.lo * y);
    const t = target.hi[i]!;
    const s = t - p;
    const v = s - t;
    const f = t - (s - v) - (p + v);
    const rest = target.lo[i]! - e + f;
    const hi = s + rest;
    target.hi[i] = hi;
    target.lo[i] = rest - (hi - s);
  }
}

/** What a distribution knows at one place: both tails, each accurate on its own, and the slope of the lower one. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
  /** Derivative of `lower` by the searched variable. */
  readonly slope: number;
}

/**
 * The place, on a logarithmic scale, where a rising distribution function reaches `p`, searched on the logarithm of the smaller tail.
 * Newton inside a bracket; where a step would leave it, the bracket is halved, so it always ends.
 * @param q 1 - p, given apart so that an upper tail of 1e-300 is not lost to rounding
 */
export function invert(at: (u: number) => Tails, p: number, q: number, start: number, lowest: number, highest: number): number {
  let low = lowest;
  let high = highest;
  let u = Math.min(Math.max(start, low), high);
  const useLower = p <= q;
  const target = Math.log(useLower ? p : q);

  // 200: halving alone narrows any pair of doubles to neighbours in fewer steps
  for (let step = 0; step < 200; step++) {
    const { lower, upper, slope } = at(u);
    const tail = useLower ? lower : upper;
    const gap = useLower ? Math.log(lower) - target : target - Math.log(upper);
    if (gap === 0) return u;
    if (gap > 0) high = u;
    else low = u;

    const newton = u - (gap * tail) / slope;
    const isInside = newton > low && newton < high;
    const next = isInside ? newton : low + (high - low) / 2;
    const moved = Math.abs(next - u);
    u = next;
    // u is a logarithm: an absolute step of 3e-9 by Newton leaves an error of its square, below rounding
    if ((isInside && moved <= 3e-9) || high - low <= 2e-16 * Math.abs(u)) return u;
  }
  return u;
}

/** The zero of a function that changes sign between both ends, by Brent's method (Brent 1973, chapter 4). */
export function zeroBetween(f: (x: number) => number, from: number, to: number, tolerance = 1e-14): number {
  let a = from;
  let b = to;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) throw new RangeError(`No zero between ${from} and ${to}: the function has the same sign at both ends.`);
  let c = a;
  let fc = fa;
  let step = b - a;
  let before = step;

  for (let i = 0; i < 300; i++) {
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = before = b - a;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const near = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= near || fb === 0) return b;

    if (Math.abs(before) >= near && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      if (2 * p < Math.min(3 * half * q - Math.abs(near * q), Math.abs(before * q))) {
        before = step;
        step = p / q;
      } else {
        step = before = half;
      }
    } else {
      step = before = half;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > near ? step : half > 0 ? near : -near;
    fb = f(b);
  }
  return b;
}

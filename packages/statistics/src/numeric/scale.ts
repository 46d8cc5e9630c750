import { product } from './wide.ts';

const powersOfTen = Array.from({ length: 16 }, (_, k) => Number(`1e${k}`));
// 15 digits: the longest decimal that a double always gives back
export const longest = 1e15;

/**
 * The power of ten that makes every reading a whole number of at most 15 digits, as a gauge's readings are; 0 where one is no such decimal
 * (the result of a calculation). One pass over readings of one resolution; `count` looks at that many first ones only.
 */
export function commonScale(values: ArrayLike<number>, count = values.length): number {
  let k = 0;
  let ten = 1;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (typeof value !== 'number') return 0;
    for (;;) {
      const digits = Math.round(value * ten);
      if (!(Math.abs(digits) <= longest)) return 0;
      if (digits / ten === value) break;
      k += 1;
      if (k === powersOfTen.length) return 0;
      ten = powersOfTen[k]!;
    }
  }
  // a finer scale than the first readings asked for may be too fine for them
  if (k > 0) for (let i = 0; i < count; i++) if (Math.abs(values[i]!) * ten > longest) return 0;
  return ten;
}

/** What the decimal of a reading has beyond its double, at a scale that fits it. */
export function beyond(value: number, ten: number): number {
  if (ten === 1) return 0;
  const p = product(value, ten);
  return (Math.round(value * ten) - p.hi - p.lo) / ten;
}

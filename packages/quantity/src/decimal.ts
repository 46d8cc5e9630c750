import { Decimal as BaseDecimal } from 'decimal.js';

/**
 * Exact decimal number of the plant: `0.1 + 0.2` is `0.3`. Sums, differences and products of up to 60 digits are exact;
 * a quotient that does not end is rounded half to even at the 60th digit. Built on decimal.js.
 */
export const Decimal = BaseDecimal.clone({
  // 60: the product of two 30-digit figures is still exact; no balance or counter in a plant shows more than 15 digits
  precision: 60,
  rounding: BaseDecimal.ROUND_HALF_EVEN,
  // plain notation in text, JSON and SQL up to 40 places; beyond that the exponent is clearer than the zeros
  toExpNeg: -40,
  toExpPos: 40,
});
export type Decimal = BaseDecimal;
export type DecimalRounding = BaseDecimal.Rounding;

/** What a caller may hand in as a number. Text is exact; a bare `number` is read by its shortest decimal text. */
export type DecimalInput = Decimal | string | number | bigint;

const decimalText = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads an exact decimal; refuses NaN, infinity, empty text, decimal commas, digit grouping and hexadecimal. `name` is the argument named
 * in the refusal.
 */
export function decimal(input: DecimalInput, name = 'value'): Decimal {
  if (typeof input === 'string') {
    const text = input.trim();
    if (!decimalText.test(text)) {
      throw new RangeError(`${name} is ${JSON.stringify(input)}; allowed is a decimal number such as "12.5" or "1.2e-3", with a point and without grouping.`);
    }
    return finite(new Decimal(text), name, input);
  }
  if (typeof input === 'bigint') return new Decimal(input.toString());
  if (typeof input === 'number') {
    if (!Number.isFinite(input)) throw new RangeError(`${name} is ${input}; allowed is a finite number.`);
    return finite(new Decimal(input), name, String(input));
  }
  if (!BaseDecimal.isDecimal(input)) {
    throw new TypeError(`${name} is ${input === null ? 'null' : typeof input}; allowed is a decimal number or its text.`);
  }
  return finite(new Decimal(input), name, input.toString());
}

function finite(value: Decimal, name: string, shown: string): Decimal {
  if (!value.isFinite()) throw new RangeError(`${name} is ${shown}; allowed is a finite number.`);
  return value.isZero() ? new Decimal(0) : value;
}

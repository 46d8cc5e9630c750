import { Decimal } from './decimal.ts';

/** Exact fraction in lowest terms; the denominator is positive. Unit factors are kept so, because 1/3600 has no finite decimal. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

export const one: Rational = { numerator: 1n, denominator: 1n };

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Builds a fraction and reduces it; a zero denominator is refused. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('denominator is 0; allowed is any other whole number.');
  if (numerator === 0n) return { numerator: 0n, denominator: 1n };
  const divisor = greatestCommonDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** The fraction a finite decimal is, exactly. */
export function rationalOf(value: Decimal): Rational {
  const text = value.toFixed();
  const point = text.indexOf('.');
  if (point < 0) return rational(BigInt(text));
  return rational(BigInt(text.slice(0, point) + text.slice(point + 1)), 10n ** BigInt(text.length - point - 1));
}

export const multiplied = (a: Rational, b: Rational): Rational => rational(a.numerator * b.numerator, a.denominator * b.denominator);
export const divided = (a: Rational, b: Rational): Rational => rational(a.numerator * b.denominator, a.denominator * b.numerator);
export const added = (a: Rational, b: Rational): Rational => rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const isOne = (a: Rational): boolean => a.numerator === 1n && a.denominator === 1n;

/** Whole-number power, negative ones included. */
export function powered(base: Rational, exponent: number): Rational {
  const size = BigInt(Math.abs(exponent));
  const raised = rational(base.numerator ** size, base.denominator ** size);
  return exponent < 0 ? rational(raised.denominator, raised.numerator) : raised;
}

/** -1, 0 or 1, exactly. */
export function compareRational(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const usedDigits = 60;
// a power of ten of a hundred digits by pi of sixty-five still fits
const Wide = Decimal.clone({ precision: 240 });

/** The fraction as a decimal: exact where it ends within 60 digits, otherwise half to even at the 60th. */
export function decimalOf(value: Rational): Decimal {
  const numerator = value.numerator.toString();
  if (value.denominator === 1n && numerator.length <= usedDigits) return new Decimal(numerator);
  const denominator = value.denominator.toString();
  // both parts are read at full length first, so that only the division rounds
  const longest = Math.max(numerator.length, denominator.length);
  const Reader = longest <= 240 ? Wide : Decimal.clone({ precision: longest });
  return new Decimal(new Reader(numerator).div(denominator).toSignificantDigits(usedDigits));
}

/** A decimal times a fraction, rounded once. */
export function timesRational(value: Decimal, by: Rational): Decimal {
  const product = new Wide(value).times(by.numerator.toString());
  const quotient = by.denominator === 1n ? product : product.div(by.denominator.toString());
  return new Decimal(quotient.toSignificantDigits(usedDigits));
}

import { Decimal, decimal } from './decimal.ts';
import type { DecimalInput, DecimalRounding } from './decimal.ts';

/**
 * How a tie is broken. `half-up`: away from zero, as in commerce and in USP General Notices 7.20. `half-even`: to the even neighbour, so
 * that a
 * column of rounded figures does not drift (ASTM E29 6.4, ISO 80000-1 B.3 rule A). `down` and `up` are towards and away from zero.
 */
export type RoundingMode = 'half-up' | 'half-even' | 'half-down' | 'up' | 'down' | 'ceiling' | 'floor';

const modes: Readonly<Record<RoundingMode, DecimalRounding>> = {
  'half-up': Decimal.ROUND_HALF_UP,
  'half-even': Decimal.ROUND_HALF_EVEN,
  'half-down': Decimal.ROUND_HALF_DOWN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
};

function modeOf(mode: RoundingMode): DecimalRounding {
  if (!Object.hasOwn(modes, mode)) throw new RangeError(`mode is ${JSON.stringify(mode)}; allowed is one of ${Object.keys(modes).join(', ')}.`);
  return modes[mode];
}

/**
 * Rounds to a number of decimal places; negative places round to tens, hundreds and so on. The mode must be named: there is no neutral one.
 */
export function roundToPlaces(value: DecimalInput, places: number, mode: RoundingMode): Decimal {
  wholeNumber(places, 'places', -60, 60);
  const figure = decimal(value);
  if (places >= 0) return unsigned(figure.toDecimalPlaces(places, modeOf(mode)));
  return unsigned(figure.toNearest(new Decimal(10).pow(-places), modeOf(mode)));
}

/** Rounds to significant digits: 0.012345 to three is 0.0123. */
export function roundToSignificant(value: DecimalInput, digits: number, mode: RoundingMode): Decimal {
  wholeNumber(digits, 'digits', 1, 60);
  return unsigned(decimal(value).toSignificantDigits(digits, modeOf(mode)));
}

/** Rounds to a multiple of the scale interval of a balance or gauge: 12.347 at an interval of 0.005 is 12.345. */
export function roundToIncrement(value: DecimalInput, increment: DecimalInput, mode: RoundingMode): Decimal {
  const step = decimal(increment, 'increment');
  if (step.lte(0)) throw new RangeError(`increment is ${step.toString()}; allowed is a positive number.`);
  return unsigned(decimal(value).toNearest(step, modeOf(mode)));
}

/** A figure with its trailing zeros, as a certificate prints it: 12.5 with two places is `12.50`. Rounds by the named mode. */
export function fixedText(value: DecimalInput, places: number, mode: RoundingMode): string {
  wholeNumber(places, 'places', 0, 60);
  return roundToPlaces(value, places, mode).toFixed(places);
}

// decimal.js keeps the sign of zero; a certificate that prints -0.0 is questioned
const unsigned = (value: Decimal): Decimal => (value.isZero() ? new Decimal(0) : value);

function wholeNumber(value: number, name: string, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) throw new RangeError(`${name} is ${value}; allowed is a whole number from ${low} to ${high}.`);
}

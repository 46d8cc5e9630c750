import { decimal } from './decimal.ts';
import type { Decimal, DecimalInput } from './decimal.ts';
import { baseFigure, convert, exactFigure, refuseIncommensurable } from './convert.ts';
import type { Quantity } from './quantity.ts';
import { compareRational, multiplied, rationalOf } from './rational.ts';
import { unit } from './unit/unit.ts';

/**
 * `a + b`, in the unit of `a`. A temperature takes a difference: 20 Cel + 5 K is 25 Cel; 20 Cel + 5 Cel has no meaning and is refused,
 * as are sums of pH and of levels.
 */
export function add(a: Quantity, b: Quantity): Quantity {
  return { value: a.value.plus(addend(a, b, 'added to').value), unit: a.unit };
}

/** `a - b`, in the unit of `a`; of two temperatures the difference, in K. */
export function subtract(a: Quantity, b: Quantity): Quantity {
  if (isTemperature(a.unit) && isTemperature(b.unit)) {
    return { value: convert(a, 'K').value.minus(convert(b, 'K').value), unit: 'K' };
  }
  return { value: a.value.minus(addend(a, b, 'taken from').value), unit: a.unit };
}

/** The second operand in the unit in which the first can take it. */
function addend(a: Quantity, b: Quantity, verb: string): Quantity {
  const [left, right] = [unit(a.unit), unit(b.unit)];
  if (isTemperature(a.unit) && !right.special) {
    refuseIncommensurable(right, left);
    const step = stepOf(a.unit);
    return convert(b, step);
  }
  if (isTemperature(a.unit) && isTemperature(b.unit)) {
    throw new RangeError(`${b.value.toString()} ${b.unit} cannot be ${verb} ${a.value.toString()} ${a.unit}: two temperatures do not add. Say the difference in K.`);
  }
  if (left.special || right.special) {
    throw new RangeError(`${b.value.toString()} ${b.unit} cannot be ${verb} ${a.value.toString()} ${a.unit}: figures on this scale do not add. Convert to a plain unit first.`);
  }
  return convert(b, a.unit);
}

const isTemperature = (code: string): boolean => unit(code).special?.scale.kind === 'offset';

/** The difference that one step on a temperature scale is, as a plain unit. */
function stepOf(code: string): string {
  if (code === 'Cel') return 'K';
  if (code === '[degF]') return '[degR]';
  throw new RangeError(`${code} takes no sums here; allowed are Cel and [degF].`);
}

export function negate(of: Quantity): Quantity {
  refuseSpecial(of, 'negated');
  return { value: of.value.neg().plus(0), unit: of.unit };
}

export function absolute(of: Quantity): Quantity {
  refuseSpecial(of, 'made absolute');
  return { value: of.value.abs(), unit: of.unit };
}

/** The quantity times a plain number: three bags of 25 kg. Refused for temperatures, pH and levels: twice 20 Cel is not 40 Cel. */
export function scale(of: Quantity, by: DecimalInput): Quantity {
  refuseSpecial(of, 'multiplied');
  return { value: of.value.times(decimal(by, 'by')), unit: of.unit };
}

/** The product, with the unit of both: 2 m times 3 N is 6 m.N. */
export function multiply(a: Quantity, b: Quantity): Quantity {
  refuseSpecial(a, 'multiplied');
  refuseSpecial(b, 'multiplied');
  return { value: a.value.times(b.value), unit: joined(a.unit, b.unit, '.') };
}

/** The quotient, with the unit of both: 6 kg by 2 h is 3 kg/h. Division by zero is refused. */
export function divide(a: Quantity, b: Quantity): Quantity {
  refuseSpecial(a, 'divided');
  refuseSpecial(b, 'divided');
  if (b.value.isZero()) throw new RangeError(`divisor is 0 ${b.unit}; allowed is anything but zero.`);
  return { value: a.value.div(b.value), unit: a.unit === b.unit ? '1' : joined(a.unit, b.unit, '/') };
}

/** `a / b` as a plain number, units cancelled: 500 g of 2 kg is 0.25. */
export function ratio(a: Quantity, b: Quantity): Decimal {
  refuseSpecial(a, 'divided');
  refuseSpecial(b, 'divided');
  const divisor = convert(b, a.unit);
  if (divisor.value.isZero()) throw new RangeError(`divisor is 0 ${b.unit}; allowed is anything but zero.`);
  return a.value.div(divisor.value);
}

function joined(left: string, right: string, sign: '.' | '/'): string {
  if (right === '1') return left;
  const whole = right.startsWith('/') ? `1${right}` : right;
  const wrapped = /[./]/.test(whole.replace(/\[[^\]]*\]|\{[^}]*\}/g, '')) ? `(${whole})` : whole;
  const code = left === '1' ? (sign === '/' ? `/${wrapped}` : right) : `${left}${sign}${wrapped}`;
  return unit(code).code;
}

function refuseSpecial(of: Quantity, verb: string): void {
  const { special } = unit(of.unit);
  if (special) {
    throw new RangeError(`${of.value.toString()} ${of.unit} cannot be ${verb}: ${special.atom} counts from a zero of its own. Convert to a plain unit first.`);
  }
}

/** Sum in the unit of the first; an empty list is refused, because a sum of nothing has no unit. */
export function sum(of: readonly Quantity[]): Quantity {
  const [first, ...rest] = of;
  if (!first) throw new RangeError('of is empty; allowed is at least one quantity.');
  return rest.reduce(add, first);
}

/**
 * -1, 0 or 1, exactly: 1 [ft_i] equals 0.3048 m to the last digit. Refuses what measures something else. pH and levels compare with their
 * own
 * kind only, figure with figure, because a rising pH is a falling concentration.
 */
export function compare(a: Quantity, b: Quantity): -1 | 0 | 1 {
  if (a.unit === b.unit) return signOf(a.value.cmp(b.value));
  const figure = exactFigure(b, a.unit);
  if (figure) return signOf(a.value.cmp(figure));
  const [left, right] = [unit(a.unit), unit(b.unit)];
  refuseIncommensurable(left, right);
  const [leftBase, rightBase] = [baseFigure(a), baseFigure(b)];
  if (leftBase && rightBase) return compareRational(leftBase, rightBase);
  if (left.special && left.special.atom === right.special?.atom) {
    return compareRational(multiplied(rationalOf(a.value), left.special.scaledBy), multiplied(rationalOf(b.value), right.special.scaledBy));
  }
  throw new RangeError(`b is ${b.value.toString()} ${b.unit}; with ${a.value.toString()} ${a.unit} it compares only after both are converted to one unit.`);
}

const signOf = (value: number): -1 | 0 | 1 => (value < 0 ? -1 : value > 0 ? 1 : 0);

export const equals = (a: Quantity, b: Quantity): boolean => compare(a, b) === 0;
export const isLess = (a: Quantity, b: Quantity): boolean => compare(a, b) < 0;
export const isGreater = (a: Quantity, b: Quantity): boolean => compare(a, b) > 0;

export function smallest(of: readonly Quantity[]): Quantity {
  return pick(of, isLess);
}

export function largest(of: readonly Quantity[]): Quantity {
  return pick(of, isGreater);
}

function pick(of: readonly Quantity[], isBetter: (a: Quantity, b: Quantity) => boolean): Quantity {
  const [first, ...rest] = of;
  if (!first) throw new RangeError('of is empty; allowed is at least one quantity.');
  return rest.reduce((best, next) => (isBetter(next, best) ? next : best), first);
}

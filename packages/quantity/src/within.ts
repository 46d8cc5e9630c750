import { add, compare, isGreater, scale, subtract } from './arithmetic.ts';
import type { Quantity } from './quantity.ts';
import { decimal } from './decimal.ts';
import type { DecimalInput } from './decimal.ts';
import { onlyNamed } from './only-named.ts';

/** Limits of a measured value, both inside. One may be open (not less than, not more than), not both. */
export type Limits = { readonly low?: Quantity | undefined; readonly high?: Quantity | undefined };

/** Builds limits; refuses a low above the high, units that do not fit each other, and limits open at both ends. */
export function limits(low: Quantity | undefined, high: Quantity | undefined): Limits {
  if (!low && !high) throw new RangeError('low and high are both open; allowed is at most one open limit.');
  if (low && high && isGreater(low, high)) {
    throw new RangeError(`low is ${shown(low)}, high is ${shown(high)}; the low limit must not be above the high one.`);
  }
  return { ...(low && { low }), ...(high && { high }) };
}

/** True where `low <= value <= high`, exactly and across units. Both limits are inside. */
export function within(value: Quantity, low: Quantity, high: Quantity): boolean {
  return judge(value, limits(low, high)) === 'inside';
}

/** Where a value lies; on a limit is inside. */
export function judge(value: Quantity, against: Limits): 'below' | 'inside' | 'above' {
  onlyNamed('limits', against, ['low', 'high']);
  const { low, high } = limits(against.low, against.high);
  if (low && compare(value, low) < 0) return 'below';
  if (high && compare(value, high) > 0) return 'above';
  return 'inside';
}

/**
 * What may differ from a target. `plus` and `minus` are distances in a unit; percentages are of the target. A missing side is open
 * on purpose: say 0 where nothing is allowed.
 */
export type Tolerance =
  | { readonly kind: 'absolute'; readonly plus?: Quantity; readonly minus?: Quantity }
  | { readonly kind: 'percent'; readonly plus?: DecimalInput; readonly minus?: DecimalInput };

/** Limits around a target. A tolerance of a temperature is a difference: 60 Cel plus 2 K. Negative tolerances are refused. */
export function toleranceLimits(target: Quantity, tolerance: Tolerance): Limits {
  onlyNamed('tolerance', tolerance, ['kind', 'plus', 'minus']);
  // a word mistyped would make percent of a distance
  if (tolerance.kind !== 'absolute' && tolerance.kind !== 'percent')
    throw new RangeError(`kind is ${JSON.stringify((tolerance as { kind?: unknown }).kind) ?? 'missing'}; allowed is absolute or percent.`);
  if (tolerance.plus === undefined && tolerance.minus === undefined) throw new RangeError('plus and minus are both missing; allowed is at least one.');
  const distance = (side: 'plus' | 'minus'): Quantity | undefined => {
    if (tolerance.kind === 'absolute') {
      const given = tolerance[side];
      if (given?.value.isNegative() && !given.value.isZero()) throw new RangeError(`${side} is ${shown(given)}; allowed is zero or more.`);
      return given;
    }
    const given = tolerance[side];
    if (given === undefined) return undefined;
    const percent = decimal(given, side);
    if (percent.lt(0)) throw new RangeError(`${side} is ${percent.toString()} %; allowed is zero or more.`);
    const share = scale(target, percent.div(100));
    return { value: share.value.abs(), unit: share.unit };
  };
  const [up, down] = [distance('plus'), distance('minus')];
  return limits(down && subtractDistance(target, down), up && add(target, up));
}

/** Symmetric tolerance: `plusMinus(target, distance)`. */
export function plusMinus(target: Quantity, distance: Quantity): Limits {
  return toleranceLimits(target, { kind: 'absolute', plus: distance, minus: distance });
}

function subtractDistance(target: Quantity, distance: Quantity): Quantity {
  return subtract(target, distance);
}

/**
 * Limits drawn in by the expanded uncertainty, so that a value inside them conforms at the stated confidence whatever the error
 * of the instrument (guarded acceptance, JCGM 106:2012 8.3.2; ISO 14253-1). Refused where nothing is left between them.
 */
export function guardedLimits(specified: Limits, expandedUncertainty: Quantity): Limits {
  onlyNamed('limits', specified, ['low', 'high']);
  if (expandedUncertainty.value.lt(0)) throw new RangeError(`expandedUncertainty is ${shown(expandedUncertainty)}; allowed is zero or more.`);
  const low = specified.low && add(specified.low, expandedUncertainty);
  const high = specified.high && subtractDistance(specified.high, expandedUncertainty);
  if (low && high && isGreater(low, high)) {
    throw new RangeError(
      `expandedUncertainty is ${shown(expandedUncertainty)}; between ${shown(specified.low)} and ${shown(specified.high)} it leaves no value that surely conforms. A better instrument is needed.`,
    );
  }
  return limits(low, high);
}

const shown = (of: Quantity | undefined): string => (of ? `${of.value.toString()} ${of.unit}` : 'open');

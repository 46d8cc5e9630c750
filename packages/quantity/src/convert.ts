import { Decimal, decimal } from './decimal.ts';
import { added, compareRational, decimalOf, divided, isOne, multiplied, powered, rational, rationalOf, timesRational } from './rational.ts';
import type { Rational } from './rational.ts';
import { combineDimensions, dimensionText, isSameDimension } from './unit/dimension.ts';
import { isCommensurable, isSameCounted, isUnit, unit } from './unit/unit.ts';
import type { Unit } from './unit/unit.ts';
import type { Quantity } from './quantity.ts';

/** Refuses two units that cannot be said in each other, with the reason. */
export function refuseIncommensurable(from: Unit, to: Unit): void {
  if (!isSameDimension(from.dimension, to.dimension)) {
    const arbitrary = [...Object.keys(from.dimension), ...Object.keys(to.dimension)].find((base) => base.startsWith('['));
    const why =
      arbitrary === undefined
        ? `${from.code} measures ${dimensionText(from.dimension)}, ${to.code} measures ${dimensionText(to.dimension)}`
        : `${arbitrary} is an arbitrary unit, defined by its assay, and converts to nothing else`;
    throw new RangeError(`unit is ${JSON.stringify(to.code)}; a figure in ${from.code} cannot be said in it: ${why}.`);
  }
  if (!isSameCounted(from, to)) {
    throw new RangeError(
      `unit is ${JSON.stringify(to.code)}; a figure in ${from.code} cannot be said in it: ${dimensionText(from.annotations)} and ${dimensionText(to.annotations)} are different things, and nothing here says how many go into one.`,
    );
  }
}

/**
 * Says a quantity in another unit. Exact where the result ends within 60 digits, otherwise half to even at the 60th; logarithmic units and
 * pH are computed to 60 digits. Refuses what measures something else. Factors: UCUM 2.2.
 */
export function convert(quantity: Quantity, to: string): Quantity {
  if (quantity.unit === to) return quantity;
  const [source, target] = [unit(quantity.unit), unit(to)];
  const start = decimal(quantity.value);
  if (!source.special && !target.special) return { value: timesFactor(start, factorBetween(source, target)), unit: to };
  refuseIncommensurable(source, target);
  if (!isCurved(source) && !isCurved(target)) {
    const base = toBase(source, rationalOf(start));
    // only temperatures count from a zero of their own on an even scale
    if (compareRational(base, rational(0n, 1n)) < 0)
      throw new RangeError(
        `value is ${start.toString()} ${source.code}; allowed is a temperature at or above absolute zero (0 K, -273.15 Cel). A difference of temperatures stays in K.`,
      );
    return { value: decimalOf(fromBase(target, base)), unit: to };
  }
  if (sameScale(source, target)) return { value: start, unit: to };
  return { value: curvedFromBase(target, curvedToBase(source, start)), unit: to };
}

/**
 * Says a quantity in another unit by a density, a concentration, a mass per piece or a molar mass: 1000 {tablet} by 250 mg/{tablet} is 250
 * g, 5 kg by 0.8 kg/L is 6.25 L.
 * Multiplies or divides, whichever measures what is asked for. What is counted must come out too: 1000 {tablet} by 5 g/{blister} is
 * refused.
 */
export function convertBy(quantity: Quantity, by: Quantity, to: string): Quantity {
  const [source, factor, target] = [unit(quantity.unit), unit(by.unit), unit(to)];
  for (const each of [source, factor, target]) {
    if (each.special) throw new RangeError(`${each.code} cannot be converted by a factor: it counts from a zero of its own.`);
  }
  for (const sign of [1, -1] as const) {
    const measures = isSameDimension(combineDimensions(source.dimension, factor.dimension, sign), target.dimension);
    const counts = isSameDimension(combineDimensions(source.annotations, factor.annotations, sign), target.annotations);
    if (!measures || !counts) continue;
    const [value, rate] = [decimal(quantity.value), decimal(by.value, 'by')];
    if (sign === -1 && rate.isZero()) throw new RangeError(`by is 0 ${by.unit}; allowed is anything but zero.`);
    const base = multiplied(multiplied(rationalOf(value), source.factor), powered(multiplied(rationalOf(rate), factor.factor), sign));
    return { value: decimalOf(divided(base, target.factor)), unit: to };
  }
  throw new RangeError(`by is ${by.value.toString()} ${by.unit}; neither product nor quotient of it with ${quantity.unit} is a figure in ${to}. Both measure and count must fit.`);
}

type Factor = { readonly exact: Decimal | undefined; readonly fraction: Rational };

const factors = new Map<string, Factor>();
// a plant converts between some hundred pairs; the bound keeps hostile input from filling memory
const mostFactors = 5000;

function factorBetween(source: Unit, target: Unit): Factor {
  const key = `${source.code}\n${target.code}`;
  const known = factors.get(key);
  if (known) return known;
  refuseIncommensurable(source, target);
  const fraction = divided(source.factor, target.factor);
  const written = decimalOf(fraction);
  const ends = compareRational(rationalOf(written), fraction) === 0;
  const factor: Factor = { exact: ends ? written : undefined, fraction };
  if (factors.size >= mostFactors) factors.clear();
  factors.set(key, factor);
  return factor;
}

// a product of an exact factor is exact, or rounded once at the 60th digit
const timesFactor = (value: Decimal, { exact, fraction }: Factor): Decimal => (exact ? value.times(exact) : timesRational(value, fraction));

/** The figure in another plain unit where that is exact; undefined where only a fraction would be, or a special unit is in it. */
export function exactFigure(quantity: Quantity, to: string): Decimal | undefined {
  const [source, target] = [unit(quantity.unit), unit(to)];
  if (source.special || target.special) return undefined;
  const { exact } = factorBetween(source, target);
  // a product has no more digits than both factors together, and 60 are kept
  return exact && quantity.value.precision() + exact.precision() <= 60 ? quantity.value.times(exact) : undefined;
}

/** The quantity in base units of its dimension, exactly; not for logarithmic units. */
export function baseFigure(quantity: Quantity): Rational | undefined {
  const source = unit(quantity.unit);
  return isCurved(source) ? undefined : toBase(source, rationalOf(decimal(quantity.value)));
}

/**
 * How many of `to` are in one of `from`, as an exact decimal or one rounded at the 60th digit. Refused for special units, which have no
 * factor.
 */
export function conversionFactor(from: string, to: string): Decimal {
  const [source, target] = [unit(from), unit(to)];
  if (source.special || target.special) {
    throw new RangeError(`from is ${from}, to is ${to}; a special unit has no factor. Convert a quantity instead.`);
  }
  refuseIncommensurable(source, target);
  return decimalOf(divided(source.factor, target.factor));
}

const isCurved = (of: Unit): boolean => of.special?.scale.kind === 'curve';

const sameScale = (a: Unit, b: Unit): boolean =>
  a.special?.atom === b.special?.atom && a.special !== undefined && b.special !== undefined && isOne(divided(a.special.scaledBy, b.special.scaledBy));

function toBase(from: Unit, figure: Rational): Rational {
  if (from.special?.scale.kind !== 'offset') return multiplied(figure, from.factor);
  return multiplied(added(multiplied(figure, from.special.scaledBy), from.special.scale.offset), from.factor);
}

function fromBase(to: Unit, base: Rational): Rational {
  const figure = divided(base, to.factor);
  if (to.special?.scale.kind !== 'offset') return figure;
  const lowered = added(figure, multiplied(to.special.scale.offset, rational(-1n)));
  return multiplied(lowered, powered(to.special.scaledBy, -1));
}

function curvedToBase(from: Unit, figure: Decimal): Decimal {
  if (from.special?.scale.kind !== 'curve') return decimalOf(toBase(from, rationalOf(figure)));
  return from.special.scale.toProper(figure.times(decimalOf(from.special.scaledBy))).times(decimalOf(from.factor));
}

function curvedFromBase(to: Unit, base: Decimal): Decimal {
  if (to.special?.scale.kind !== 'curve') return decimalOf(fromBase(to, rationalOf(base)));
  return to.special.scale.fromProper(base.div(decimalOf(to.factor))).div(decimalOf(to.special.scaledBy));
}

/**
 * A plain decimal said in another unit, in text of at most twelve places, as records keep figures; undefined where the units have nothing to do with each
 * other, or one of them is no unit. A unit that is none is still said in itself.
 */
export function figureIn(value: string, from: string, to: string): string | undefined {
  const figure = decimal(value);
  if (from === to) return value;
  if (!isUnit(from) || !isUnit(to) || !isCommensurable(from, to)) return undefined;
  return convert({ value: figure, unit: from }, to).value.toDecimalPlaces(12).toFixed();
}

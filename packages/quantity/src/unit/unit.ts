import { Decimal } from '../decimal.ts';
import { isOne, multiplied, one, powered, rational, rationalOf } from '../rational.ts';
import type { Rational } from '../rational.ts';
import { atomTable } from './atoms.ts';
import { baseUnits, combineDimensions, dimensionless, isSameDimension, raiseDimension } from './dimension.ts';
import type { Dimension } from './dimension.ts';
import { didYouMean, respelt } from './mistaken.ts';
import { readExpression } from './parse.ts';
import type { Expression } from './parse.ts';
import { prefixes } from './prefixes.ts';
import { specialAtoms } from './special.ts';
import type { SpecialScale } from './special.ts';

/** A unit understood: its UCUM code, its exact factor to the base units, what it measures, and what it is annotated with. */
export type Unit = {
  readonly code: string;
  readonly factor: Rational;
  readonly dimension: Dimension;
  /** Set for Celsius, pH, bel and their kind; `scaledBy` is the prefix before it. */
  readonly special?: { readonly atom: string; readonly scale: SpecialScale; readonly scaledBy: Rational };
  /** Words in braces with their exponents: `mg/{tablet}` has `{tablet}` at -1. They measure nothing, but different ones never mix. */
  readonly annotations: Dimension;
};

type Atom = Omit<Unit, 'code' | 'annotations'> & { readonly metric: boolean };

const definitions = new Map<string, { readonly metric: boolean; readonly value?: string; readonly unit?: string }>();
for (const line of atomTable.split('\n')) {
  if (line === '' || line.startsWith('# ')) continue;
  const [left = '', right] = line.split(' = ');
  const [code = '', ...flags] = left.split(' ');
  const [value, unit] = right?.split(' ') ?? [];
  definitions.set(code, { metric: flags.includes('metric'), ...(value !== undefined && unit !== undefined && { value, unit }) });
}

const atoms = new Map<string, Atom>();
for (const base of baseUnits) atoms.set(base, { metric: true, factor: one, dimension: { [base]: 1 } });

function atomOf(code: string): Atom | undefined {
  const known = atoms.get(code);
  if (known) return known;
  const found = defineAtom(code);
  if (found) atoms.set(code, found);
  return found;
}

function defineAtom(code: string): Atom | undefined {
  const special = specialAtoms.find((atom) => atom.code === code);
  if (special) {
    const proper = evaluate(readExpression(special.proper), special.proper);
    return {
      metric: special.metric,
      factor: proper.factor,
      dimension: proper.dimension,
      special: { atom: code, scale: special.scale, scaledBy: one },
    };
  }
  const definition = definitions.get(code);
  if (!definition) return undefined;
  if (definition.value === undefined || definition.unit === undefined) {
    return { metric: definition.metric, factor: one, dimension: { [code]: 1 } };
  }
  const { factor, dimension } = evaluate(readExpression(definition.unit), definition.unit);
  return { metric: definition.metric, factor: multiplied(rationalOf(new Decimal(definition.value)), factor), dimension };
}

// powers of powers of 10*99 would fill memory; no unit in use comes near a hundred digits
const longestFactor = 5000;

type Meaning = Omit<Unit, 'code'>;

function symbolMeaning(symbol: string, code: string): Meaning {
  const plain = atomOf(symbol);
  if (plain)
    return {
      factor: plain.factor,
      dimension: plain.dimension,
      annotations: dimensionless,
      ...(plain.special && { special: plain.special }),
    };
  for (const [prefix, scale] of prefixes) {
    if (!symbol.startsWith(prefix)) continue;
    const atom = atomOf(symbol.slice(prefix.length));
    if (!atom) continue;
    if (!atom.metric) {
      throw new RangeError(`unit is ${JSON.stringify(code)}; ${symbol.slice(prefix.length)} takes no prefix, so ${symbol} is not a UCUM unit.`);
    }
    if (atom.special) return { factor: atom.factor, dimension: atom.dimension, annotations: dimensionless, special: { ...atom.special, scaledBy: scale } };
    return { factor: multiplied(scale, atom.factor), dimension: atom.dimension, annotations: dimensionless };
  }
  throw new RangeError(`unit is ${JSON.stringify(code)}; ${symbol} is not a UCUM unit.${didYouMean(symbol)}`);
}

function evaluate(expression: Expression, code: string): Meaning {
  switch (expression.kind) {
    case 'symbol':
      return symbolMeaning(expression.symbol, code);
    case 'number':
      return { factor: rational(expression.value), dimension: dimensionless, annotations: dimensionless };
    case 'annotated': {
      const inner = expression.of ? evaluate(expression.of, code) : { factor: one, dimension: dimensionless, annotations: dimensionless };
      return expression.annotation === '' ? inner : { ...inner, annotations: combineDimensions(inner.annotations, { [`{${expression.annotation}}`]: 1 }) };
    }
    case 'power': {
      const inner = plainly(evaluate(expression.base, code), code);
      const length = `${inner.factor.numerator}${inner.factor.denominator}`.length * Math.abs(expression.exponent);
      if (length > longestFactor) throw new RangeError(`unit is ${JSON.stringify(code)}; its factor would have more than ${longestFactor} digits.`);
      return {
        factor: powered(inner.factor, expression.exponent),
        dimension: raiseDimension(inner.dimension, expression.exponent),
        annotations: raiseDimension(inner.annotations, expression.exponent),
      };
    }
    case 'product': {
      const left = plainly(evaluate(expression.left, code), code);
      const right = plainly(evaluate(expression.right, code), code);
      return {
        factor: multiplied(left.factor, expression.sign === 1 ? right.factor : powered(right.factor, -1)),
        dimension: combineDimensions(left.dimension, right.dimension, expression.sign),
        annotations: combineDimensions(left.annotations, right.annotations, expression.sign),
      };
    }
  }
}

/** UCUM sections 21 and 22: a special unit has no product, quotient or power. */
function plainly(meaning: Meaning, code: string): Meaning {
  if (!meaning.special) return meaning;
  const { atom } = meaning.special;
  const instead = meaning.special.scale.kind === 'offset' ? ' A step or a rate of temperature is in K: write K/min, not Cel/min.' : '';
  throw new RangeError(`unit is ${JSON.stringify(code)}; ${atom} has no products, quotients or powers.${instead}`);
}

const understood = new Map<string, Unit>();
// a plant uses some hundred codes; the bound keeps hostile input from filling memory
const mostUnderstood = 5000;

/**
 * Reads a UCUM code (case-sensitive), such as `kg`, `mm[Hg]`, `mg/dL`, `10*3/uL`, `{tablet}`. Unknown codes are refused, with the likely
 * one named.
 */
export function unit(code: string): Unit {
  const known = understood.get(code);
  if (known) return known;
  if (typeof code !== 'string') throw new TypeError(`unit is ${typeof code}; allowed is the text of a UCUM code.`);
  const read: Unit = { code, ...meaningOf(code) };
  if (understood.size >= mostUnderstood) understood.clear();
  understood.set(code, read);
  return read;
}

function meaningOf(code: string): Meaning {
  try {
    return evaluate(readExpression(code), code);
  } catch (error) {
    const other = respelt(code);
    // a long text is hostile, not misspelt; the whole code helps more than the one symbol a sentence may name already
    if (error instanceof RangeError && other !== code && code.length < 60 && isUnit(other))
      throw new RangeError(`${error.message.replace(/ Write \S+$/, '')} Write ${other}.`, { cause: error });
    throw error;
  }
}

/** True where the text is a UCUM code that can be read. */
export function isUnit(code: string): boolean {
  try {
    unit(code);
    return true;
  } catch {
    return false;
  }
}

/** True where both measure the same thing, so that a figure in one can be said in the other. */
export function isCommensurable(a: string, b: string): boolean {
  const [left, right] = [unit(a), unit(b)];
  return isSameDimension(left.dimension, right.dimension) && isSameCounted(left, right);
}

const isEmpty = (of: Dimension): boolean => Object.keys(of).length === 0;

/** Two different annotations never mix: ten `{tablet}` are not ten `{blister}`, dry mass is not wet mass. None fits any. */
export function isSameCounted(a: Unit, b: Unit): boolean {
  return isEmpty(a.annotations) || isEmpty(b.annotations) || isSameDimension(a.annotations, b.annotations);
}

/** True where both codes are one unit in other words: `L` and `l`, `N` and `kg.m/s2`. */
export function isSameUnit(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [unit(a), unit(b)];
  return (
    isSameDimension(left.dimension, right.dimension) &&
    isSameDimension(left.annotations, right.annotations) &&
    left.factor.numerator === right.factor.numerator &&
    left.factor.denominator === right.factor.denominator &&
    left.special?.atom === right.special?.atom &&
    (!left.special || !right.special || isOne(multiplied(left.special.scaledBy, powered(right.special.scaledBy, -1))))
  );
}

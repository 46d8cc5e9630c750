import { Decimal } from '../decimal.ts';
import { rational } from '../rational.ts';
import type { Rational } from '../rational.ts';

/**
 * A unit whose zero is not "none of it" or whose scale is not even: UCUM section 21. It converts, but it takes no part in products,
 * quotients or powers. `offset` is added to the figure before the factor is applied (0 Cel is 273.15 K); `toProper` and `fromProper`
 * carry figures over a curve.
 */
export type SpecialScale =
  | { readonly kind: 'offset'; readonly offset: Rational }
  | { readonly kind: 'curve'; toProper(figure: Decimal): Decimal; fromProper(figure: Decimal): Decimal };

export type SpecialAtom = { readonly code: string; readonly metric: boolean; readonly proper: string; readonly scale: SpecialScale };

const offset = (text: string): SpecialScale => {
  const [whole = '', fraction = ''] = text.split('.');
  return { kind: 'offset', offset: rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length)) };
};

const two = new Decimal(2);
const hundred = new Decimal(100);

function positive(figure: Decimal): Decimal {
  if (figure.lte(0)) throw new RangeError(`value is ${figure.toString()} before its logarithm; allowed is a positive number.`);
  return figure;
}

const naturalLog: SpecialScale = { kind: 'curve', toProper: (f) => f.exp(), fromProper: (f) => positive(f).ln() };
const binaryLog: SpecialScale = { kind: 'curve', toProper: (f) => two.pow(f), fromProper: (f) => positive(f).log(2) };
const decadicLog: SpecialScale = { kind: 'curve', toProper: (f) => new Decimal(10).pow(f), fromProper: (f) => positive(f).log(10) };
/** Level of a field quantity: 1 B is the square root of ten, UCUM `lgTimes2`. */
const fieldLog: SpecialScale = {
  kind: 'curve',
  toProper: (f) => new Decimal(10).pow(f.div(2)),
  fromProper: (f) => positive(f).log(10).times(2),
};
const negativeLog: SpecialScale = {
  kind: 'curve',
  toProper: (f) => new Decimal(10).pow(f.neg()),
  fromProper: (f) => positive(f).log(10).neg(),
};
const slope: SpecialScale = { kind: 'curve', toProper: (f) => f.div(hundred).atan(), fromProper: (f) => f.tan().times(hundred) };
const squareRoot: SpecialScale = {
  kind: 'curve',
  toProper: (f) => f.times(f),
  fromProper: (f) => {
    if (f.lt(0)) throw new RangeError(`value is ${f.toString()} before its square root; allowed is zero or more.`);
    return f.sqrt();
  },
};

/**
 * Special units of UCUM 2.2, each with the unit its curve ends in. The essence file gives degrees as the argument of `%[slope]`
 * and radians for `[p'diop]`; a tangent is taken of an angle, so both end in `rad` here and agree with each other.
 */
export const specialAtoms: readonly SpecialAtom[] = [
  { code: 'Cel', metric: true, proper: 'K', scale: offset('273.15') },
  { code: '[degF]', metric: false, proper: '5.K/9', scale: offset('459.67') },
  { code: '[degRe]', metric: false, proper: '5.K/4', scale: offset('218.52') },
  { code: "[p'diop]", metric: false, proper: 'rad', scale: slope },
  { code: '%[slope]', metric: false, proper: 'rad', scale: slope },
  { code: '[pH]', metric: false, proper: 'mol/l', scale: negativeLog },
  { code: 'Np', metric: true, proper: '1', scale: naturalLog },
  { code: 'B', metric: true, proper: '1', scale: decadicLog },
  { code: 'B[SPL]', metric: true, proper: '2.10*-5.Pa', scale: fieldLog },
  { code: 'B[V]', metric: true, proper: 'V', scale: fieldLog },
  { code: 'B[mV]', metric: true, proper: 'mV', scale: fieldLog },
  { code: 'B[uV]', metric: true, proper: 'uV', scale: fieldLog },
  { code: 'B[10.nV]', metric: true, proper: '10.nV', scale: fieldLog },
  { code: 'B[W]', metric: true, proper: 'W', scale: decadicLog },
  { code: 'B[kW]', metric: true, proper: 'kW', scale: decadicLog },
  { code: '[m/s2/Hz^(1/2)]', metric: false, proper: 'm2/s4/Hz', scale: squareRoot },
  { code: 'bit_s', metric: false, proper: '1', scale: binaryLog },
];

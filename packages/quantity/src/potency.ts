import { compare, divide, scale, subtract } from './arithmetic.ts';
import { convert } from './convert.ts';
import { Decimal, decimal } from './decimal.ts';
import type { DecimalInput } from './decimal.ts';
import type { Quantity } from './quantity.ts';
import { onlyNamed } from './only-named.ts';

/**
 * An assay with the basis it was stated on. The three bases of one lot differ by some percent: a dispensing on the wrong one is off by the
 * water.
 */
export type Assay =
  | { readonly basis: 'as-is'; readonly percent: DecimalInput }
  | { readonly basis: 'anhydrous'; readonly percent: DecimalInput; readonly waterPercent: DecimalInput }
  | { readonly basis: 'dried'; readonly percent: DecimalInput; readonly lossOnDryingPercent: DecimalInput };

/**
 * Content of a lot as it lies in the drum, %: the assay on the dried or anhydrous basis times the share that is not water (USP General
 * Notices 6.40.10; Ph. Eur. 1.4).
 */
export function assayAsIs(assay: Assay): Decimal {
  onlyNamed('assay', assay, ['basis', 'percent', ...(assay.basis === 'anhydrous' ? ['waterPercent'] : assay.basis === 'dried' ? ['lossOnDryingPercent'] : [])]);
  const stated = decimal(assay.percent, 'percent');
  if (stated.lte(0)) throw new RangeError(`percent is ${stated.toString()}; allowed is more than 0.`);
  if (assay.basis === 'as-is') return stated;
  const name = assay.basis === 'anhydrous' ? 'waterPercent' : 'lossOnDryingPercent';
  const water = decimal(assay.basis === 'anhydrous' ? assay.waterPercent : assay.lossOnDryingPercent, name);
  if (water.lt(0) || water.gte(100)) throw new RangeError(`${name} is ${water.toString()}; allowed is 0 to less than 100.`);
  return stated.times(new Decimal(100).minus(water)).div(100);
}

/**
 * Mass to weigh in of one lot for a wanted mass of the pure substance. An assay above 100 % gives less than the wanted mass; nothing is
 * capped.
 */
export function chargeFor(pure: Quantity, assay: Assay): Quantity {
  positive(pure, 'pure');
  return scale(pure, new Decimal(100).div(assayAsIs(assay)));
}

/** Mass to weigh in of a lot whose content is in units of activity: 5 000 000 [iU] at 950 [iU]/mg, in the unit asked for. */
export function chargeForActivity(activity: Quantity, potency: Quantity, unit: string): Quantity {
  positive(activity, 'activity');
  positive(potency, 'potency');
  return convert(divide(activity, potency), unit);
}

/**
 * Base in a salt, hydrate or ester: molar mass of the active part by that of the substance weighed, times how many parts one molecule
 * holds.
 */
export function saltFactor(activeMolarMass: Quantity, weighedMolarMass: Quantity, parts = 1): Decimal {
  positive(activeMolarMass, 'activeMolarMass');
  positive(weighedMolarMass, 'weighedMolarMass');
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`parts is ${parts}; allowed is a whole number from 1.`);
  const factor = convert(divide(activeMolarMass, weighedMolarMass), '1').value.times(parts);
  if (factor.gt(1)) throw new RangeError(`activeMolarMass is ${activeMolarMass.value.toString()} ${activeMolarMass.unit}; allowed is at most the mass it is part of.`);
  return factor;
}

export type LotForCharge = { readonly id: string; readonly assay: Assay; readonly available: Quantity };
export type LotCharge = { readonly lot: string; readonly charge: Quantity; readonly pure: Quantity; readonly assayAsIsPercent: Decimal };

/**
 * Takes lots in the order given (oldest first is the caller's rule) until the pure substance is complete; refuses if they do not hold
 * enough.
 */
export function chargeFromLots(pure: Quantity, lots: readonly LotForCharge[]): LotCharge[] {
  positive(pure, 'pure');
  if (lots.length === 0) throw new RangeError('lots is empty; allowed is at least one lot.');
  const result: LotCharge[] = [];
  let missing = pure;
  for (const lot of lots) {
    if (missing.value.isZero()) break;
    if (lot.available.value.lte(0)) continue;
    const percent = assayAsIs(lot.assay);
    const whole = scale(convert(lot.available, pure.unit), percent.div(100));
    const takesAll = compare(whole, missing) <= 0;
    const part = takesAll ? whole : missing;
    const charge = takesAll ? convert(lot.available, pure.unit) : scale(missing, new Decimal(100).div(percent));
    result.push({ lot: lot.id, charge, pure: part, assayAsIsPercent: percent });
    missing = subtract(missing, part);
  }
  if (!missing.value.isZero()) {
    throw new RangeError(
      `lots hold ${subtract(pure, missing).value.toString()} ${pure.unit} of pure substance; ${missing.value.toString()} ${pure.unit} are missing. Allocate another lot.`,
    );
  }
  return result;
}

/**
 * Filler to weigh in so that the batch keeps its mass: what the corrected charge has more, the filler has less. Refused where nothing is
 * left of it.
 */
export function compensatedFiller(filler: Quantity, theoreticalCharge: Quantity, correctedCharge: Quantity): Quantity {
  const left = subtract(filler, subtract(correctedCharge, theoreticalCharge));
  if (left.value.lt(0)) {
    throw new RangeError(
      `correctedCharge is ${correctedCharge.value.toString()} ${correctedCharge.unit}; it exceeds the theoretical charge by more than the filler, ${filler.value.toString()} ${filler.unit}.`,
    );
  }
  return left;
}

function positive(of: Quantity, name: string): void {
  if (of.value.lte(0)) throw new RangeError(`${name} is ${of.value.toString()} ${of.unit}; allowed is more than zero.`);
}

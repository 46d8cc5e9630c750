import { isKeptDecimal, type QuantityText } from '@millrace/kernel';
import { convert, isCommensurable, isUnit, quantity } from '@millrace/quantity';
import type { Lot } from './lot.ts';

/** An amount in the unit of a lot, exact to the twelfth place; undefined where the units have nothing to do with each other, or it outgrows what a record keeps. */
export function inLotsUnit({ value, unit }: QuantityText, { quantity: { unit: own } }: Pick<Lot, 'quantity'>): string | undefined {
  if (unit === own) return value;
  if (!isUnit(unit) || !isUnit(own) || !isCommensurable(unit, own)) return undefined;
  const turned = convert(quantity(value, unit), own).value.toDecimalPlaces(12).toFixed();
  return isKeptDecimal(turned) ? turned : undefined;
}

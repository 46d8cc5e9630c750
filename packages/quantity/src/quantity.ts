import { decimal } from './decimal.ts';
import type { Decimal, DecimalInput } from './decimal.ts';
import { unit } from './unit/unit.ts';
import { onlyNamed } from './only-named.ts';

/**
 * A figure with its unit: exact decimal and UCUM code. `{ value: 12.5, unit: 'kg' }`; as JSON both are text, so that no reader rounds.
 * Plain data: compare with `equals`, never with `===`. The unit `1` is a plain number, `{tablet}` counts tablets.
 */
export type Quantity = { readonly value: Decimal; readonly unit: string };

/** A quantity as it is stored and exchanged: `{ "value": "12.5", "unit": "kg" }`. */
export type QuantityJson = { readonly value: string; readonly unit: string };

/** Builds a quantity; the unit must be a UCUM code. */
export function quantity(value: DecimalInput, code: string): Quantity {
  unit(code);
  return { value: decimal(value), unit: code };
}

/**
 * Reads `12.5 kg`; a figure alone has the unit `1`. The decimal sign is a point; grouping and commas are refused, because 1,234 means two
 * things.
 */
export function parseQuantity(text: string): Quantity {
  if (typeof text !== 'string') throw new TypeError(`text is ${String(text)}; allowed is a number with a point, a blank and a UCUM code, such as "12.5 kg".`);
  const trimmed = text.trim();
  const found = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s+(\S+))?$/.exec(trimmed) ?? /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(%)$/.exec(trimmed);
  if (!found?.[1]) {
    throw new RangeError(`text is ${JSON.stringify(text)}; allowed is a number with a point, a blank and a UCUM code, such as "12.5 kg".`);
  }
  return quantity(found[1], found[2] ?? '1');
}

/** Writes `12.5 kg`, exactly, in a form that `parseQuantity` reads back. `decimalPlaces` only fills up with zeros: it refuses to round. */
export function formatQuantity(of: Quantity, options: { readonly decimalPlaces?: number } = {}): string {
  onlyNamed('options', options, ['decimalPlaces']);
  const figure = options.decimalPlaces === undefined ? of.value.toString() : fixed(of.value, options.decimalPlaces);
  return of.unit === '1' ? figure : `${figure} ${of.unit}`;
}

function fixed(value: Decimal, places: number): string {
  if (!Number.isInteger(places) || places < 0 || places > 40) throw new RangeError(`decimalPlaces is ${places}; allowed is a whole number from 0 to 40.`);
  if (value.decimalPlaces() > places) {
    throw new RangeError(`decimalPlaces is ${places}; ${value.toString()} has ${value.decimalPlaces()}. Round it first, by a rule with a name.`);
  }
  return value.toFixed(places);
}

export function quantityToJson(of: Quantity): QuantityJson {
  return { value: of.value.toString(), unit: of.unit };
}

/** Reads what `quantityToJson` or `JSON.stringify` wrote. A bare JSON number is refused: it has been through a binary float already. */
export function quantityFromJson(json: unknown): Quantity {
  if (typeof json !== 'object' || json === null) throw new TypeError(`json is ${JSON.stringify(json)}; allowed is { "value": "12.5", "unit": "kg" }.`);
  const { value, unit: code } = json as Record<string, unknown>;
  if (typeof value !== 'string') throw new TypeError(`value is ${JSON.stringify(value)}; allowed is the text of a decimal number, in quotes.`);
  if (typeof code !== 'string') throw new TypeError(`unit is ${JSON.stringify(code)}; allowed is the text of a UCUM code.`);
  return quantity(value, code);
}

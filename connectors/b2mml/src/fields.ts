import type { Problem, Property, Place, Quantity } from './canonical.ts';
import type { Element } from './xml.ts';

/** What a part of a message is read with: where its problems go, and how times without an offset are taken. */
export interface Reading {
  readonly problems: Problem[];
  /** IANA zone of a sender that writes local times, e.g. `Europe/Berlin`; absent: such a time is a problem. */
  readonly timeZone: string | undefined;
}

const decimal = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?$/;
const numericTypes = new Set([
  'decimal',
  'double',
  'float',
  'integer',
  'int',
  'long',
  'short',
  'positiveinteger',
  'nonnegativeinteger',
  'amount',
  'numeric',
  'measure',
  'quantity',
]);

/** Equipment levels (B2MML V0701, EquipmentLevelType). */
const levels = 'Enterprise Site Area ProcessCell Unit ProductionLine WorkCell ProductionUnit StorageZone StorageUnit WorkCenter WorkUnit EquipmentModule ControlModule Other'.split(
  ' ',
);

/** Elements of a name, in their order. */
export function all(element: Element, ...names: readonly string[]): Element[] {
  return element.children.filter((one) => names.includes(one.name));
}

/** The first element of any of the names. */
export function first(element: Element, ...names: readonly string[]): Element | undefined {
  return element.children.find((one) => names.includes(one.name));
}

/** Notes a problem of an element: what was found there, and what would be right. */
export function note(reading: Reading, element: Element, why: string, right: string, value: string | null = element.text): void {
  reading.problems.push({ path: element.path, line: element.line, value, why, right });
}

/** Text of a child; nothing where it is absent, empty or said to be nil. */
export function text(element: Element, ...names: readonly string[]): string | undefined {
  return first(element, ...names)?.text || undefined;
}

/** A child's text that must be there. */
export function required(reading: Reading, element: Element, name: string): string | undefined {
  const found = text(element, name);
  if (found !== undefined) return found;
  const there = first(element, name);
  note(reading, there ?? element, `${name} is ${there ? 'empty' : 'missing'}`, `one ${name} with the sender's number for this ${element.name}`, there ? '' : null);
  return undefined;
}

/** A child's text that must be one of some words; `Other` may carry its own word in OtherValue. */
export function word(reading: Reading, element: Element, name: string, allowed: readonly string[]): string | undefined {
  const child = first(element, name);
  if (!child?.text) return undefined;
  const own = child.attributes.get('OtherValue');
  if (child.text === 'Other' && own) return own;
  if (allowed.includes(child.text)) return child.text;
  note(reading, child, `"${child.text}" is no ${name}`, `one of ${allowed.join(', ')}`);
  return undefined;
}

/** A child's time as an instant. A time without offset is read in the sender's zone where one is declared. */
export function time(reading: Reading, element: Element, ...names: readonly string[]): Temporal.Instant | undefined {
  const child = first(element, ...names);
  if (!child?.text) return undefined;
  // more than nine digits of a second are cut: no clock of a plant has them
  const told = child.text.replace(/(\.\d{9})\d+/, '$1');
  try {
    if (/(Z|[+-]\d{2}:\d{2})$/.test(told)) return Temporal.Instant.from(told);
    const local = Temporal.PlainDateTime.from(told);
    // a time that a clock change skips or repeats is no one instant
    if (reading.timeZone !== undefined) return local.toZonedDateTime(reading.timeZone, { disambiguation: 'reject' }).toInstant();
    note(reading, child, 'the time has no offset, so it is no instant', `e.g. ${told}Z or ${told}+02:00, or a time zone declared for this sender`);
  } catch {
    note(reading, child, 'this is no date and time, or the clock change leaves it open', 'ISO 8601 with offset, e.g. 2026-03-01T06:00:00+01:00');
  }
  return undefined;
}

/** Notes where a period ends before it begins. */
export function inOrder(reading: Reading, element: Element, start: Temporal.Instant | undefined, end: Temporal.Instant | undefined, endName: string): void {
  if (!start || !end || Temporal.Instant.compare(start, end) <= 0) return;
  note(reading, first(element, endName) ?? element, `it ends before it starts at ${start.toString()}`, `a time at or after ${start.toString()}`);
}

/** Quantities of an element, each digit kept. One that is nil or empty says nothing and is left out. */
export function quantities(reading: Reading, element: Element, name = 'Quantity'): Quantity[] {
  return all(element, name).flatMap((one) => {
    const told = first(one, 'QuantityString', 'ValueString');
    const unit = text(one, 'UnitOfMeasure');
    const dataType = text(one, 'DataType');
    if (!told?.text) return [];
    const value = told.text;
    const mustBeNumber = name === 'Quantity' ? !/^(boolean|text|string)$/i.test(dataType ?? '') : numericTypes.has((dataType ?? '').toLowerCase());
    if (mustBeNumber && !decimal.test(value)) note(reading, told, `"${value}" is no decimal number`, 'digits with a point, e.g. 12.50; no comma, blank or unit');
    if (name === 'Quantity' && mustBeNumber && value.startsWith('-')) note(reading, told, `"${value}" is less than nothing`, 'zero or more; a return has its own MaterialUse');
    const key = text(one, 'Key');
    return [{ value, ...(unit !== undefined && { unit }), ...(dataType !== undefined && { dataType }), ...(key !== undefined && { key }) }];
  });
}

/** Properties or parameters of an element. */
export function properties(reading: Reading, elements: readonly Element[]): Property[] {
  return elements.flatMap((one) => {
    const id = required(reading, one, 'ID');
    return id === undefined ? [] : [{ id, values: quantities(reading, one, 'Value') }];
  });
}

/** A place: equipment and its level. Both dialects of the level's name are read. */
export function place(reading: Reading, element: Element | undefined): Place | undefined {
  if (!element) return undefined;
  const equipmentId = text(element, 'EquipmentID') ?? text(element, 'Location');
  const level = word(reading, element, 'EquipmentElementLevel', levels) ?? word(reading, element, 'EquipmentLevel', levels);
  return equipmentId === undefined ? undefined : { equipmentId, ...(level !== undefined && { level }) };
}

/** An object without the fields that are undefined. */
export function given<One extends object>(
  fields: One,
): { [Key in keyof One as undefined extends One[Key] ? never : Key]: One[Key] } & {
  [Key in keyof One as undefined extends One[Key] ? Key : never]?: Exclude<One[Key], undefined>;
} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

export { levels };

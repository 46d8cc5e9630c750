import { type ArrayValue, decodeArray, encodeArray } from './array.ts';
import { datatype, datatypeName, integers } from './datatype.ts';
import type { Metric, Raw } from './payload.ts';

/** A table as one value. */
export interface Table {
  readonly columns: readonly string[];
  readonly types: readonly number[];
  readonly rows: readonly (readonly (Value | null)[])[];
}

/** What a metric means, once its datatype is known. */
export type Value = number | bigint | boolean | string | Temporal.Instant | Uint8Array | ArrayValue | Table;

/** A value, or why the wire's value cannot be one of this datatype. Nothing is guessed. */
export type Read = { readonly value: Value } | { readonly fault: string; readonly why: 'type' | 'range' };

const wrongType = (raw: Raw, code: number): Read => ({ fault: `a ${raw.is} value for datatype ${nameOf(code)}`, why: 'type' });
const wrongRange = (told: unknown, code: number): Read => ({ fault: `${String(told)} is no ${nameOf(code)}`, why: 'range' });

/** Reads the wire's value as a datatype. Templates are no single value: their members are read one by one. */
export function valueOf(raw: Raw, code: number): Read {
  if (integers[code]) return integerOf(raw, code);
  if (code >= datatype.Int8Array && code <= datatype.DateTimeArray) return arrayOf(raw, code);
  switch (code) {
    case datatype.Float:
    case datatype.Double:
      if (raw.is === 'float') return { value: raw.float };
      return raw.is === 'double' ? { value: raw.double } : wrongType(raw, code);
    case datatype.Boolean:
      return raw.is === 'boolean' ? { value: raw.boolean } : wrongType(raw, code);
    case datatype.String:
    case datatype.Text:
    case datatype.UUID:
      return raw.is === 'string' ? { value: raw.string } : wrongType(raw, code);
    case datatype.DateTime:
      return dateTimeOf(raw);
    case datatype.Bytes:
    case datatype.File:
      return raw.is === 'bytes' ? { value: raw.bytes } : wrongType(raw, code);
    case datatype.DataSet:
      return raw.is === 'dataset' ? tableOf(raw.dataset) : wrongType(raw, code);
    default:
      return { fault: `datatype ${nameOf(code)} has no value of its own`, why: 'type' };
  }
}

/**
 * Signed numbers lie in unsigned fields by two's complement (6.4.16). Int8 and Int16 are accepted both sign-extended to
 * 32 bit and in their own width, since both are in the field.
 */
function integerOf(raw: Raw, code: number): Read {
  const { bits, signed } = integers[code]!;
  if (raw.is !== 'int' && raw.is !== 'long') return wrongType(raw, code);
  // a 32-bit field cannot hold the sign of a 64-bit number, so what it means is not known
  if (bits === 64 && signed && raw.is === 'int') return wrongType(raw, code);
  const wide = raw.is === 'int' ? BigInt(raw.int) : raw.long;
  const wireBits = raw.is === 'int' ? 32 : 64;
  const value = signed ? BigInt.asIntN(bits, wide) : wide;
  const isOwnWidth = BigInt.asUintN(bits, wide) === wide;
  const isExtended = signed && (BigInt.asUintN(wireBits, value) === wide || BigInt.asUintN(32, value) === wide);
  if (!isOwnWidth && !isExtended) return wrongRange(wide, code);
  return { value: bits === 64 ? value : Number(value) };
}

function dateTimeOf(raw: Raw): Read {
  if (raw.is !== 'long' && raw.is !== 'int') return wrongType(raw, datatype.DateTime);
  const instant = instantOf(raw.is === 'long' ? raw.long : BigInt(raw.int));
  return instant ? { value: instant } : wrongRange(raw.is === 'long' ? raw.long : raw.int, datatype.DateTime);
}

/** An instant from ms since 1970, taken as signed 64 bit; undefined outside what a calendar can hold (about 270,000 years). */
export function instantOf(epochMs: bigint): Temporal.Instant | undefined {
  const signed = BigInt.asIntN(64, epochMs);
  const limit = 8_640_000_000_000_000n;
  return signed < -limit || signed > limit ? undefined : Temporal.Instant.fromEpochMilliseconds(Number(signed));
}

function arrayOf(raw: Raw, code: number): Read {
  if (raw.is !== 'bytes') return wrongType(raw, code);
  try {
    return { value: decodeArray(code, raw.bytes) };
  } catch (cause) {
    return { fault: cause instanceof Error ? cause.message : String(cause), why: 'range' };
  }
}

function tableOf({ columns, types, rows }: { columns: readonly string[]; types: readonly number[]; rows: readonly (readonly (Raw | undefined)[])[] }): Read {
  const cells: (Value | null)[][] = [];
  for (const row of rows) {
    const line: (Value | null)[] = [];
    for (const [index, cell] of row.entries()) {
      if (!cell) {
        line.push(null);
        continue;
      }
      const read = valueOf(cell, types[index] ?? 0);
      if ('fault' in read) return { fault: `column ${columns[index] ?? index}: ${read.fault}`, why: read.why };
      line.push(read.value);
    }
    cells.push(line);
  }
  return { value: { columns, types, rows: cells } };
}

/** Writes a value as its datatype's field: the wire's half of a metric. */
export function rawOf(value: Value, code: number): Raw {
  const integer = integers[code];
  if (integer) {
    const wide = BigInt(value as number | bigint);
    const fits = integer.signed ? BigInt.asIntN(integer.bits, wide) === wide : BigInt.asUintN(integer.bits, wide) === wide;
    if (!fits) throw new RangeError(`${String(value)} is no ${nameOf(code)}.`);
    return integer.bits === 64 ? { is: 'long', long: BigInt.asUintN(64, wide) } : { is: 'int', int: Number(BigInt.asUintN(32, wide)) };
  }
  if (code >= datatype.Int8Array && code <= datatype.DateTimeArray) return { is: 'bytes', bytes: encodeArray(code, value as ArrayValue) };
  switch (code) {
    case datatype.Float:
      return { is: 'float', float: value as number };
    case datatype.Double:
      return { is: 'double', double: value as number };
    case datatype.Boolean:
      return { is: 'boolean', boolean: value as boolean };
    case datatype.String:
    case datatype.Text:
    case datatype.UUID:
      return { is: 'string', string: value as string };
    case datatype.DateTime:
      return { is: 'long', long: BigInt.asUintN(64, BigInt((value as Temporal.Instant).epochMilliseconds)) };
    case datatype.Bytes:
    case datatype.File:
      return { is: 'bytes', bytes: value as Uint8Array };
    case datatype.DataSet: {
      const { columns, types, rows } = value as Table;
      return { is: 'dataset', dataset: { columns, types, rows: rows.map((row) => row.map((cell, index) => (cell === null ? undefined : rawOf(cell, types[index] ?? 0)))) } };
    }
    default:
      throw new RangeError(`datatype ${nameOf(code)} has no single value to write.`);
  }
}

/** A whole metric of a birth: name, datatype and value, null said as null. */
export function metric(name: string, type: keyof typeof datatype, value: Value | null, more: Partial<Metric> = {}): Metric {
  const code = datatype[type];
  return { name, datatype: code, ...(value === null ? { isNull: true } : { raw: rawOf(value, code) }), ...more };
}

function nameOf(code: number): string {
  return datatypeName(code) ?? `number ${code}`;
}

import { datatype } from './datatype.ts';

/** What an array datatype holds, element by element. */
export type ArrayValue = readonly (number | bigint | boolean | string | Temporal.Instant)[];

/**
 * Reads an array datatype (22 to 34) from its bytes: little endian, no padding (specification 3.0.0, 6.4.16). The
 * specification's own examples for Int8Array (-23 shown as EF), FloatArray, DoubleArray (shown big endian) and
 * DateTimeArray (shown in 6 bytes) contradict its text; the text is followed.
 */
export function decodeArray(code: number, bytes: Uint8Array): ArrayValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (code) {
    case datatype.Int8Array:
      return each(view, 1, (at) => view.getInt8(at));
    case datatype.Int16Array:
      return each(view, 2, (at) => view.getInt16(at, true));
    case datatype.Int32Array:
      return each(view, 4, (at) => view.getInt32(at, true));
    case datatype.Int64Array:
      return each(view, 8, (at) => view.getBigInt64(at, true));
    case datatype.UInt8Array:
      return each(view, 1, (at) => view.getUint8(at));
    case datatype.UInt16Array:
      return each(view, 2, (at) => view.getUint16(at, true));
    case datatype.UInt32Array:
      return each(view, 4, (at) => view.getUint32(at, true));
    case datatype.UInt64Array:
      return each(view, 8, (at) => view.getBigUint64(at, true));
    case datatype.FloatArray:
      return each(view, 4, (at) => view.getFloat32(at, true));
    case datatype.DoubleArray:
      return each(view, 8, (at) => view.getFloat64(at, true));
    case datatype.DateTimeArray:
      return each(view, 8, (at) => Temporal.Instant.fromEpochMilliseconds(Number(view.getBigInt64(at, true))));
    case datatype.BooleanArray:
      return decodeBooleans(view);
    case datatype.StringArray:
      return decodeStrings(bytes);
    default:
      throw new RangeError(`datatype ${code} is no array; arrays are 22 to 34.`);
  }
}

/** Writes an array datatype. */
export function encodeArray(code: number, values: ArrayValue): Uint8Array {
  switch (code) {
    case datatype.Int8Array:
      return put(values, 1, (view, at, one) => view.setInt8(at, Number(one)));
    case datatype.Int16Array:
      return put(values, 2, (view, at, one) => view.setInt16(at, Number(one), true));
    case datatype.Int32Array:
      return put(values, 4, (view, at, one) => view.setInt32(at, Number(one), true));
    case datatype.Int64Array:
      return put(values, 8, (view, at, one) => view.setBigInt64(at, BigInt(one as bigint), true));
    case datatype.UInt8Array:
      return put(values, 1, (view, at, one) => view.setUint8(at, Number(one)));
    case datatype.UInt16Array:
      return put(values, 2, (view, at, one) => view.setUint16(at, Number(one), true));
    case datatype.UInt32Array:
      return put(values, 4, (view, at, one) => view.setUint32(at, Number(one), true));
    case datatype.UInt64Array:
      return put(values, 8, (view, at, one) => view.setBigUint64(at, BigInt(one as bigint), true));
    case datatype.FloatArray:
      return put(values, 4, (view, at, one) => view.setFloat32(at, Number(one), true));
    case datatype.DoubleArray:
      return put(values, 8, (view, at, one) => view.setFloat64(at, Number(one), true));
    case datatype.DateTimeArray:
      return put(values, 8, (view, at, one) => view.setBigInt64(at, BigInt((one as Temporal.Instant).epochMilliseconds), true));
    case datatype.BooleanArray:
      return encodeBooleans(values);
    case datatype.StringArray:
      return new Uint8Array(Buffer.from(values.map((one) => `${String(one)}\0`).join(''), 'utf8'));
    default:
      throw new RangeError(`datatype ${code} is no array; arrays are 22 to 34.`);
  }
}

function each<Value>(view: DataView, width: number, read: (at: number) => Value): Value[] {
  if (view.byteLength % width !== 0) throw new RangeError(`${view.byteLength} bytes are no whole number of ${width}-byte elements.`);
  return Array.from({ length: view.byteLength / width }, (_, index) => read(index * width));
}

function put(values: ArrayValue, width: number, write: (view: DataView, at: number, one: ArrayValue[number]) => void): Uint8Array {
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  values.forEach((one, index) => write(view, index * width, one));
  return bytes;
}

/** A count in four bytes, little endian, then the booleans from the highest bit of each byte downwards. */
function decodeBooleans(view: DataView): boolean[] {
  if (view.byteLength < 4) throw new RangeError(`a BooleanArray begins with a count in 4 bytes; there are ${view.byteLength}.`);
  const count = view.getUint32(0, true);
  // checked before the array is made: a count of four thousand million costs nothing
  if (Math.ceil(count / 8) > view.byteLength - 4) throw new RangeError(`a BooleanArray of ${count} needs ${Math.ceil(count / 8)} bytes; there are ${view.byteLength - 4}.`);
  return Array.from({ length: count }, (_, index) => (view.getUint8(4 + (index >> 3)) & (0x80 >> (index & 7))) !== 0);
}

function encodeBooleans(values: ArrayValue): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(values.length / 8));
  new DataView(bytes.buffer).setUint32(0, values.length, true);
  values.forEach((one, index) => {
    if (one) bytes[4 + (index >> 3)] = (bytes[4 + (index >> 3)] ?? 0) | (0x80 >> (index & 7));
  });
  return bytes;
}

/** Strings in UTF-8, each ended by a zero byte; a last one without it is taken as whole. */
function decodeStrings(bytes: Uint8Array): string[] {
  if (bytes.length === 0) return [];
  const text = new TextDecoder().decode(bytes);
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0');
}

/** Datatype numbers of Sparkplug B (specification 3.0.0, 6.4.16; 22 to 34 are new in 3.0). */
export const datatype = {
  Unknown: 0,
  Int8: 1,
  Int16: 2,
  Int32: 3,
  Int64: 4,
  UInt8: 5,
  UInt16: 6,
  UInt32: 7,
  UInt64: 8,
  Float: 9,
  Double: 10,
  Boolean: 11,
  String: 12,
  DateTime: 13,
  Text: 14,
  UUID: 15,
  DataSet: 16,
  Bytes: 17,
  File: 18,
  Template: 19,
  PropertySet: 20,
  PropertySetList: 21,
  Int8Array: 22,
  Int16Array: 23,
  Int32Array: 24,
  Int64Array: 25,
  UInt8Array: 26,
  UInt16Array: 27,
  UInt32Array: 28,
  UInt64Array: 29,
  FloatArray: 30,
  DoubleArray: 31,
  BooleanArray: 32,
  StringArray: 33,
  DateTimeArray: 34,
} as const;

export type DatatypeName = keyof typeof datatype;

const names = new Map<number, DatatypeName>(Object.entries(datatype).map(([name, code]) => [code, name as DatatypeName]));

/** The name of a datatype number, or undefined where the specification has none. */
export function datatypeName(code: number): DatatypeName | undefined {
  return names.get(code);
}

/** Width in bits and sign of the integer types. */
export const integers: Readonly<Record<number, { readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }>> = {
  [datatype.Int8]: { bits: 8, signed: true },
  [datatype.Int16]: { bits: 16, signed: true },
  [datatype.Int32]: { bits: 32, signed: true },
  [datatype.Int64]: { bits: 64, signed: true },
  [datatype.UInt8]: { bits: 8, signed: false },
  [datatype.UInt16]: { bits: 16, signed: false },
  [datatype.UInt32]: { bits: 32, signed: false },
  [datatype.UInt64]: { bits: 64, signed: false },
};

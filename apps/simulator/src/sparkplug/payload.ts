import { ProtobufWriter, readFields } from './protobuf.ts';

/** Datatypes this plant uses, by their numbers in Sparkplug 3.0 §6.4.16. */
export const datatype = { int32: 3, int64: 4, uint32: 7, uint64: 8, double: 10, boolean: 11, string: 12 } as const;
export type Datatype = keyof typeof datatype;

export interface Metric {
  /** Absent in DATA, where the alias of the birth says it. */
  readonly name?: string;
  readonly alias?: number;
  readonly atMs: number;
  /** Only births carry it. */
  readonly datatype: Datatype;
  readonly value: number | bigint | string | boolean | null;
  readonly isHistorical?: boolean;
}

/** Bytes of a payload (Sparkplug B `Payload`: timestamp 1, metrics 2, seq 3). The will carries no seq. */
export function encodePayload(payload: { readonly atMs: number; readonly seq?: number; readonly metrics: readonly Metric[] }, isBirth: boolean): Buffer {
  const writer = new ProtobufWriter().varint(1, Math.round(payload.atMs));
  for (const metric of payload.metrics) writer.bytes(2, encodeMetric(metric, isBirth));
  if (payload.seq !== undefined) writer.varint(3, payload.seq);
  return writer.finish();
}

/** `Metric`: name 1, alias 2, timestamp 3, datatype 4, is_historical 5, is_null 7, int 10, long 11, double 13, boolean 14, string 15. */
function encodeMetric(metric: Metric, isBirth: boolean): Buffer {
  const writer = new ProtobufWriter();
  if (metric.name !== undefined) writer.text(1, metric.name);
  if (metric.alias !== undefined) writer.varint(2, metric.alias);
  writer.varint(3, Math.round(metric.atMs));
  if (isBirth) writer.varint(4, datatype[metric.datatype]);
  if (metric.isHistorical === true) writer.varint(5, 1);
  if (metric.value === null) return writer.varint(7, 1).finish();
  switch (metric.datatype) {
    case 'int32':
      return writer.varint(10, BigInt.asUintN(32, BigInt(metric.value))).finish();
    case 'uint32':
      return writer.varint(10, BigInt(metric.value)).finish();
    case 'int64':
    case 'uint64':
      return writer.varint(11, BigInt(metric.value)).finish();
    case 'double':
      return writer.double(13, Number(metric.value)).finish();
    case 'boolean':
      return writer.varint(14, metric.value === true ? 1 : 0).finish();
    case 'string':
      return writer.text(15, String(metric.value)).finish();
  }
}

/** Whether a command asks for a rebirth (`Node Control/Rebirth` = true). */
export function isRebirthCommand(bytes: Buffer): boolean {
  return readFields(bytes).some(({ field, value }) => {
    if (field !== 2 || typeof value === 'bigint') return false;
    const metric = readFields(value);
    const name = metric.find((part) => part.field === 1)?.value;
    return String(name) === 'Node Control/Rebirth' && metric.some((part) => part.field === 14 && part.value === 1n);
  });
}

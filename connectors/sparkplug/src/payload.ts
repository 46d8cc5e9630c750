import { wirePayload } from './wire.ts';

/** A value as it lies on the wire: which field of the oneof is set says how, not yet what it means. */
export type Raw =
  | { readonly is: 'int'; readonly int: number }
  | { readonly is: 'long'; readonly long: bigint }
  | { readonly is: 'float'; readonly float: number }
  | { readonly is: 'double'; readonly double: number }
  | { readonly is: 'boolean'; readonly boolean: boolean }
  | { readonly is: 'string'; readonly string: string }
  | { readonly is: 'bytes'; readonly bytes: Uint8Array }
  | { readonly is: 'dataset'; readonly dataset: RawDataSet }
  | { readonly is: 'template'; readonly template: RawTemplate };

export interface RawDataSet {
  readonly columns: readonly string[];
  /** Datatype number of each column. */
  readonly types: readonly number[];
  readonly rows: readonly (readonly (Raw | undefined)[])[];
}

export interface RawTemplate {
  readonly version?: string;
  /** Name of the definition this is an instance of; absent in a definition. */
  readonly templateRef?: string;
  readonly isDefinition: boolean;
  readonly metrics: readonly Metric[];
  readonly parameters: readonly { readonly name: string; readonly type: number; readonly raw?: Raw }[];
}

export interface Property {
  readonly type: number;
  readonly isNull?: boolean;
  readonly raw?: Raw;
}

/** One metric of a payload. In DATA usually only an alias and a raw value: its name and datatype were told at birth. */
export interface Metric {
  readonly name?: string;
  /** Unsigned 64 bit, unique within the edge node. */
  readonly alias?: bigint;
  /** ms since 1970-01-01 UTC. */
  readonly timestamp?: bigint;
  readonly datatype?: number;
  readonly isHistorical?: boolean;
  readonly isTransient?: boolean;
  readonly isNull?: boolean;
  readonly properties?: ReadonlyMap<string, Property>;
  readonly raw?: Raw;
}

/** A Sparkplug B payload. */
export interface Payload {
  /** ms since 1970-01-01 UTC. */
  readonly timestamp?: bigint;
  /** 0 to 255. */
  readonly seq?: bigint;
  readonly metrics: readonly Metric[];
  readonly uuid?: string;
  readonly body?: Uint8Array;
}

/** Reads a payload. Throws where the bytes are no protobuf of this shape; nesting is bounded by the protobuf reader. */
export function decodePayload(bytes: Uint8Array): Payload {
  const wire = wirePayload.decode(bytes) as unknown as Wire;
  return {
    metrics: (wire['metrics'] as Wire[]).map(readMetric),
    ...longField(wire, 'timestamp'),
    ...longField(wire, 'seq'),
    ...field<string, 'uuid'>(wire, 'uuid'),
    ...field<Uint8Array, 'body'>(wire, 'body'),
  };
}

/** Writes a payload. */
export function encodePayload(payload: Payload): Uint8Array {
  return wirePayload
    .encode({
      metrics: payload.metrics.map(writeMetric),
      ...(payload.timestamp !== undefined && { timestamp: toLong(payload.timestamp) }),
      ...(payload.seq !== undefined && { seq: toLong(payload.seq) }),
      ...(payload.uuid !== undefined && { uuid: payload.uuid }),
      ...(payload.body && { body: payload.body }),
    })
    .finish();
}

// a decoded message: own keys are the fields that were on the wire, the prototype holds the defaults
type Wire = Record<string, unknown>;
type LongBits = { low: number; high: number };

function readMetric(wire: Wire): Metric {
  const raw = readRaw(wire);
  return {
    ...field<string, 'name'>(wire, 'name'),
    ...longField(wire, 'alias'),
    ...longField(wire, 'timestamp'),
    ...field<number, 'datatype'>(wire, 'datatype'),
    ...field<boolean, 'isHistorical'>(wire, 'isHistorical'),
    ...field<boolean, 'isTransient'>(wire, 'isTransient'),
    ...field<boolean, 'isNull'>(wire, 'isNull'),
    ...(Object.hasOwn(wire, 'properties') && wire['properties'] !== null && { properties: readProperties(wire['properties'] as Wire) }),
    ...(raw && { raw }),
  };
}

function readProperties(wire: Wire): Map<string, Property> {
  const values = wire['values'] as Wire[];
  return new Map(
    (wire['keys'] as string[]).flatMap((key, index) => {
      const value = values[index];
      if (!value) return [];
      const raw = readRaw(value);
      return [[key, { type: Number(value['type'] ?? 0), ...field<boolean, 'isNull'>(value, 'isNull'), ...(raw && { raw }) }] as const];
    }),
  );
}

function readRaw(wire: Wire): Raw | undefined {
  switch (wire['value']) {
    case 'intValue':
      return { is: 'int', int: wire['intValue'] as number };
    case 'longValue':
      return { is: 'long', long: toBigInt(wire['longValue']) };
    case 'floatValue':
      return { is: 'float', float: wire['floatValue'] as number };
    case 'doubleValue':
      return { is: 'double', double: wire['doubleValue'] as number };
    case 'booleanValue':
      return { is: 'boolean', boolean: wire['booleanValue'] as boolean };
    case 'stringValue':
      return { is: 'string', string: wire['stringValue'] as string };
    case 'bytesValue':
      return { is: 'bytes', bytes: wire['bytesValue'] as Uint8Array };
    case 'datasetValue':
      return { is: 'dataset', dataset: readDataSet(wire['datasetValue'] as Wire) };
    case 'templateValue':
      return { is: 'template', template: readTemplate(wire['templateValue'] as Wire) };
    default:
      return undefined;
  }
}

function readDataSet(wire: Wire): RawDataSet {
  return {
    columns: wire['columns'] as string[],
    types: wire['types'] as number[],
    rows: (wire['rows'] as Wire[]).map((row) => (row['elements'] as Wire[]).map(readRaw)),
  };
}

function readTemplate(wire: Wire): RawTemplate {
  return {
    isDefinition: Boolean(wire['isDefinition']),
    metrics: (wire['metrics'] as Wire[]).map(readMetric),
    parameters: (wire['parameters'] as Wire[]).map((one) => {
      const raw = readRaw(one);
      return { name: String(one['name'] ?? ''), type: Number(one['type'] ?? 0), ...(raw && { raw }) };
    }),
    ...field<string, 'version'>(wire, 'version'),
    ...field<string, 'templateRef'>(wire, 'templateRef'),
  };
}

function writeMetric(metric: Metric): Wire {
  const { name, alias, timestamp, datatype, isHistorical, isTransient, isNull, properties, raw } = metric;
  return {
    ...(name !== undefined && { name }),
    ...(alias !== undefined && { alias: toLong(alias) }),
    ...(timestamp !== undefined && { timestamp: toLong(timestamp) }),
    ...(datatype !== undefined && { datatype }),
    ...(isHistorical !== undefined && { isHistorical }),
    ...(isTransient !== undefined && { isTransient }),
    ...(isNull !== undefined && { isNull }),
    ...(properties && {
      properties: {
        keys: [...properties.keys()],
        values: [...properties.values()].map((one) => ({ type: one.type, ...(one.isNull !== undefined && { isNull: one.isNull }), ...writeRaw(one.raw) })),
      },
    }),
    ...writeRaw(raw),
  };
}

function writeRaw(raw: Raw | undefined): Wire {
  if (!raw) return {};
  switch (raw.is) {
    case 'int':
      return { intValue: raw.int };
    case 'long':
      return { longValue: toLong(raw.long) };
    case 'float':
      return { floatValue: raw.float };
    case 'double':
      return { doubleValue: raw.double };
    case 'boolean':
      return { booleanValue: raw.boolean };
    case 'string':
      return { stringValue: raw.string };
    case 'bytes':
      return { bytesValue: raw.bytes };
    case 'dataset':
      return {
        datasetValue: {
          numOfColumns: raw.dataset.columns.length,
          columns: raw.dataset.columns,
          types: raw.dataset.types,
          rows: raw.dataset.rows.map((row) => ({ elements: row.map(writeRaw) })),
        },
      };
    case 'template':
      return {
        templateValue: {
          ...(raw.template.version !== undefined && { version: raw.template.version }),
          ...(raw.template.templateRef !== undefined && { templateRef: raw.template.templateRef }),
          isDefinition: raw.template.isDefinition,
          metrics: raw.template.metrics.map(writeMetric),
          parameters: raw.template.parameters.map((one) => ({ name: one.name, type: one.type, ...writeRaw(one.raw) })),
        },
      };
  }
}

/** The field where it was on the wire; a default of the prototype is not the sender's word. */
function field<Value, Name extends string>(wire: Wire, name: Name): { [name in Name]?: Value } {
  return Object.hasOwn(wire, name) ? ({ [name]: wire[name] } as { [name in Name]?: Value }) : {};
}

function longField<Name extends string>(wire: Wire, name: Name): { [name in Name]?: bigint } {
  return Object.hasOwn(wire, name) ? ({ [name]: toBigInt(wire[name]) } as { [name in Name]?: bigint }) : {};
}

function toBigInt(wire: unknown): bigint {
  const { low, high } = wire as LongBits;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function toLong(value: bigint): LongBits & { unsigned: true } {
  const bits = BigInt.asUintN(64, value);
  return { low: Number(bits & 0xffff_ffffn) | 0, high: Number(bits >> 32n) | 0, unsigned: true };
}

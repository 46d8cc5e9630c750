import { good, quality, type Quality, type Sample, type Scalar, type Signal, stale, statusCode, withMark } from '@millrace/connector-kit';
import { datatype } from './datatype.ts';
import type { Metric, Property } from './payload.ts';
import type { BornMetric } from './state.ts';
import { instantOf, type Read, type Value, valueOf } from './value.ts';

/** Who speaks and when we heard it: what every sample of one message shares. */
export interface Hearing {
  readonly source: string;
  readonly receivedAt: Temporal.Instant;
  /** The payload's own time, used where a metric has none. */
  readonly payloadMs: bigint | undefined;
  /** A message before this one was lost. */
  readonly isGapped: boolean;
}

/** Reads one metric by what its birth told. A template instance gives a sample per member it carries. */
export function samplesOf(metric: Metric, born: BornMetric, hearing: Hearing): Sample[] {
  if (metric.raw?.is === 'template' && !metric.isNull) {
    const { metrics } = metric.raw.template;
    return metrics.flatMap((member) => {
      if (member.name === undefined) return [];
      const name = `${born.name}/${member.name}`;
      const code = member.datatype ?? born.members?.get(member.name) ?? datatype.Unknown;
      // a member without its own time carries the template's
      const timed = member.timestamp === undefined && metric.timestamp !== undefined ? { ...member, timestamp: metric.timestamp } : member;
      return samplesOf({ ...timed, ...(metric.isHistorical && { isHistorical: true }) }, { name, datatype: code }, hearing);
    });
  }
  const read: Read | undefined = metric.isNull || !metric.raw ? undefined : valueOf(metric.raw, born.datatype);
  const { sourceTime, timed } = timeOf(metric, hearing);
  const told = qualityOf(metric, read);
  const spoken = read && 'value' in read ? scalarOf(read.value) : { value: null };
  let final = timed === undefined ? told : withMark(told, timed);
  if (hearing.isGapped) final = withMark(final, 'sequence-gap', { worstStatus: statusCode.UncertainSubNormal });
  return [
    {
      source: hearing.source,
      name: born.name,
      ...spoken,
      sourceTime,
      receivedAt: hearing.receivedAt,
      quality: final,
      ...(metric.isHistorical && { historical: true }),
    },
  ];
}

function timeOf(metric: Metric, { payloadMs, receivedAt }: Hearing): { sourceTime: Temporal.Instant; timed?: 'time-missing' | 'time-invalid' } {
  const told = metric.timestamp ?? payloadMs;
  if (told === undefined) return { sourceTime: receivedAt, timed: 'time-missing' };
  const sourceTime = instantOf(told);
  return sourceTime ? { sourceTime } : { sourceTime: receivedAt, timed: 'time-invalid' };
}

/** The property `Quality` (6.4.13): 0 bad, 192 good, 500 stale. Without it a value is good, null is no data. */
function qualityOf(metric: Metric, read: Read | undefined): Quality {
  if (read && 'fault' in read) return quality(read.why === 'type' ? statusCode.BadTypeMismatch : statusCode.BadOutOfRange, { note: read.fault });
  const code = codeOf(metric.properties?.get('Quality'));
  if (code === 0n) return quality(statusCode.Bad);
  if (code === 500n) return stale(good);
  if (!read) return quality(statusCode.BadNoData, metric.isNull ? {} : { note: 'the metric carries no value' });
  if (code !== undefined && code !== 192n) return quality(statusCode.Uncertain, { note: `quality ${code} is not 0, 192 or 500` });
  return good;
}

function codeOf(property: Property | undefined): bigint | undefined {
  const raw = property?.raw;
  if (raw?.is === 'int') return BigInt(raw.int);
  return raw?.is === 'long' ? raw.long : undefined;
}

/** One value as a scalar; what has parts becomes JSON text. */
function scalarOf(value: Value): { value: Scalar; compound?: true } {
  if (value instanceof Temporal.Instant) return { value: value.toString() };
  if (typeof value === 'object') return { value: JSON.stringify(value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value, inJson), compound: true };
  return { value };
}

/** JSON has no 64-bit integers and no NaN: both are written as text, so that no digit is lost. */
function inJson(_key: string, part: unknown): unknown {
  if (typeof part === 'bigint') return part.toString();
  if (typeof part === 'number' && !Number.isFinite(part)) return String(part);
  return part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part;
}

/** What a birth announces of a metric; a template announces its members. */
export function signalsOf(born: BornMetric): Signal[] {
  if (born.members) return [...born.members].map(([name, code]) => ({ name: `${born.name}/${name}`, type: typeWord(code) }));
  return [{ name: born.name, type: typeWord(born.datatype), ...(born.unit !== undefined && { unit: born.unit }) }];
}

function typeWord(code: number): Signal['type'] {
  switch (code) {
    case datatype.Int64:
    case datatype.UInt64:
      return 'bigint';
    case datatype.Boolean:
      return 'boolean';
    case datatype.String:
    case datatype.Text:
    case datatype.UUID:
      return 'text';
    case datatype.DateTime:
      return 'instant';
    default:
      return code >= datatype.Int8 && code <= datatype.Double ? 'number' : 'json';
  }
}

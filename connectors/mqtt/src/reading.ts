import { good, quality, type Quality, type Sample, type Scalar, statusCode, withMark } from '@millrace/connector-kit';
import type { Config, Rule } from './config.ts';
import { matches } from './topic-filter.ts';

type Told = { readonly value: Scalar; readonly compound?: true; readonly fault?: string };

/** Reads one message: a sample per value its rule names; none where no rule is for its topic. */
export function readMessage(config: Pick<Config, 'rules' | 'maxPayloadBytes'>, topic: string, bytes: Uint8Array, retained: boolean, receivedAt: Temporal.Instant): Sample[] {
  const rule = config.rules.find((one) => matches(one.filter, topic));
  if (!rule) return [];
  const payload = parse(rule, bytes, config.maxPayloadBytes);
  const signals = signalsOf(rule, topic);
  if ('fault' in payload)
    return signals.map(({ source, name }) => ({
      source,
      name,
      value: null,
      sourceTime: receivedAt,
      receivedAt,
      quality: quality(statusCode.BadDecodingError, { note: payload.fault }),
    }));

  const time = timeOf(rule, payload.json, receivedAt);
  const words = qualityOf(rule, payload.json);
  return signals.map(({ source, name, at }) => {
    const told = valueAt(payload.json, at, rule.as);
    let final: Quality = told.fault === undefined ? words : quality(told.value === null ? statusCode.BadNoData : statusCode.BadTypeMismatch, { note: told.fault });
    if (time.mark) final = withMark(final, time.mark, { worstStatus: statusCode.UncertainSubNormal });
    // a retained value is of whenever; without its own time, ours would make it new
    if (retained && rule.time === undefined) final = withMark(final, 'time-missing', { worstStatus: statusCode.UncertainLastUsableValue });
    return { source, name, value: told.value, sourceTime: time.at, receivedAt, quality: final, ...(told.compound && { compound: true }) };
  });
}

function signalsOf(rule: Rule, topic: string): { source: string; name: string; at: string }[] {
  if (rule.values) return Object.entries(rule.values).map(([name, at]) => ({ source: topic, name, at }));
  const levels = topic.split('/');
  const split = Math.min(rule.sourceLevels ?? levels.length - 1, levels.length - 1);
  return [{ source: levels.slice(0, split).join('/') || topic, name: levels.slice(split).join('/'), at: rule.value }];
}

function parse(rule: Rule, bytes: Uint8Array, maxBytes: number): { json: unknown } | { fault: string } {
  if (bytes.length > maxBytes) return { fault: `the payload has ${bytes.length} bytes; at most ${maxBytes} are read` };
  const text = Buffer.from(bytes).toString('utf8');
  if (rule.format === 'text') return { json: text };
  try {
    return { json: JSON.parse(text, exactly) };
  } catch (cause) {
    return { fault: `the payload is no JSON: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

/** An integer beyond 2^53 keeps its digits as bigint. */
function exactly(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined || !/^-?\d{1,100}$/.test(source)) return value;
  return BigInt(source);
}

function valueAt(json: unknown, at: string, as: Rule['as']): Told {
  const found = resolve(json, at);
  if (found === undefined) return { value: null, fault: `there is nothing at ${at}` };
  if (found === null) return { value: null, fault: 'the value is null' };
  if (typeof found === 'object') return { value: JSON.stringify(found, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)), compound: true };
  const told = found as number | string | boolean | bigint;
  switch (as) {
    case 'told':
      return { value: told };
    case 'text':
      return { value: String(told) };
    case 'number':
      return asNumber(told);
    case 'boolean':
      return asBoolean(told);
  }
}

function asNumber(told: number | string | boolean | bigint): Told {
  if (typeof told === 'number' || typeof told === 'bigint') return { value: told };
  if (typeof told === 'string' && /^\s*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*$/.test(told)) return { value: Number(told) };
  return { value: String(told), fault: `${JSON.stringify(told)} is no number` };
}

function asBoolean(told: number | string | boolean | bigint): Told {
  if (typeof told === 'boolean') return { value: told };
  const word = String(told).trim().toLowerCase();
  if (word === 'true' || word === '1') return { value: true };
  return word === 'false' || word === '0' ? { value: false } : { value: String(told), fault: `${JSON.stringify(String(told))} is no boolean` };
}

const perUnitNs = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n };

function timeOf(rule: Rule, json: unknown, receivedAt: Temporal.Instant): { at: Temporal.Instant; mark?: 'time-missing' | 'time-invalid' } {
  if (rule.time === undefined) return { at: receivedAt };
  const told = resolve(json, rule.time);
  if (told === undefined || told === null) return { at: receivedAt, mark: 'time-missing' };
  try {
    if (rule.timeFormat === 'iso') return { at: Temporal.Instant.from(String(told)) };
    return { at: Temporal.Instant.fromEpochNanoseconds(nanoseconds(String(told), perUnitNs[rule.timeFormat])) };
  } catch {
    // no time Temporal knows: the value is kept, under our time, and says so
    return { at: receivedAt, mark: 'time-invalid' };
  }
}

/** Nanoseconds of a decimal text, exactly: 1.5 s is 1,500,000,000. */
function nanoseconds(text: string, perUnit: bigint): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,9})\d*)?$/.exec(text.trim()) ?? [];
  if (whole === undefined) throw new RangeError(`${text} is no number of seconds`);
  const scaled = BigInt(whole) * perUnit + (BigInt(fraction.padEnd(9, '0')) * perUnit) / 1_000_000_000n;
  return sign === '-' ? -scaled : scaled;
}

function qualityOf(rule: Rule, json: unknown): Quality {
  if (!rule.quality) return good;
  const told = resolve(json, rule.quality.at);
  if (told === undefined) return good;
  const grade = rule.quality.words[String(told)];
  if (grade === 'good') return good;
  if (grade === 'bad') return quality(statusCode.Bad, { note: `the source says ${String(told)}` });
  return quality(statusCode.Uncertain, { note: `the source says ${String(told)}` });
}

/** The part of a JSON value a pointer names (RFC 6901). Own properties only. */
function resolve(json: unknown, at: string): unknown {
  if (at === '') return json;
  return at
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((one, key) => (one !== null && typeof one === 'object' && Object.hasOwn(one, key) ? Reflect.get(one, key) : undefined), json);
}

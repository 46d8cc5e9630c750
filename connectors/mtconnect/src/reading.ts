import { createHash } from 'node:crypto';
import { type Emission, good, type Message, quality, type Quality, type Sample, samples, type Scalar, statusCode, withMark } from '@millrace/connector-kit';
import { type Active, afterWord, worst } from './conditions.ts';
import { type Config, keyTest } from './config.ts';
import { cutLines, type LineState, noLines } from './lines.ts';
import { type Item, type Kinds, noShdr, readLine, type ShdrState, type Stamp } from './shdr.ts';

/** What is remembered between two pieces of a stream. */
export interface ReadingState {
  readonly lines: LineState;
  readonly shdr: ShdrState;
  readonly conditions: ReadonlyMap<string, Active>;
}

export const nothingRead: ReadingState = { lines: noLines, shdr: noShdr, conditions: new Map() };

/** What a piece of a stream brought: for the plant, and for the line itself. */
export interface Reading {
  readonly state: ReadingState;
  readonly emissions: readonly Emission[];
  readonly faults: readonly { readonly why: string; readonly line: string }[];
  readonly commands: readonly { readonly name: string; readonly argument: string }[];
  readonly pongs: readonly { readonly everyMs?: number }[];
  readonly lines: number;
}

/** A reader of one adapter's stream, by its settings. The reading itself is pure: state and bytes in, state and emissions out. */
export function reader(config: Pick<Config, 'source' | 'numbers' | 'conditions' | 'messages' | 'timeSeries' | 'maxLineBytes' | 'maxAssetBytes'>) {
  const kinds: Kinds = { isCondition: keyTest(config.conditions), isMessage: keyTest(config.messages), isTimeSeries: keyTest(config.timeSeries) };
  const isNumber = keyTest(config.numbers);

  return (state: ReadingState, bytes: Uint8Array, receivedAt: Temporal.Instant): Reading => {
    const cut = cutLines(state.lines, bytes, config.maxLineBytes);
    let { shdr, conditions } = state;
    const emissions: Emission[] = [];
    const faults: Reading['faults'][number][] = [];
    const commands: Reading['commands'][number][] = [];
    const pongs: Reading['pongs'][number][] = [];
    let heard: Sample[] = [];
    // documents and values keep the order they came in
    const flush = () => {
      emissions.push(...samples(heard));
      heard = [];
    };
    for (const line of cut.lines) {
      const read = readLine(shdr, line, kinds, config.maxAssetBytes);
      shdr = read.state;
      for (const item of read.items) {
        if (item.is === 'fault') faults.push(item);
        else if (item.is === 'command') commands.push(item);
        else if (item.is === 'pong') pongs.push(item);
        else if (item.is === 'condition') {
          const active = afterWord(conditions.get(item.key) ?? new Map(), item.level, item.nativeCode);
          conditions = new Map(conditions).set(item.key, active);
          heard.push(sampleOf(config.source, item, receivedAt, item.level === 'UNAVAILABLE' ? item.level : worst(active), conditionDetail(item)));
        } else if (item.is === 'value') heard.push(sampleOf(config.source, item, receivedAt, isNumber(item.key) ? numberOf(item.value) : item.value));
        else if (item.is === 'message') heard.push(sampleOf(config.source, item, receivedAt, item.text, { nativeCode: item.nativeCode }));
        else if (item.is === 'time-series') heard.push(sampleOf(config.source, item, receivedAt, item.values, { sampleCount: item.count, sampleRateHz: item.rateHz }));
        else {
          flush();
          emissions.push(documentOf(config.source, item, receivedAt));
        }
      }
    }
    flush();
    return { state: { lines: cut.state, shdr, conditions }, emissions, faults, commands, pongs, lines: cut.lines.length };
  };
}

type Keyed = { readonly stamp: Stamp; readonly key: string };

function sampleOf(source: string, { stamp, key }: Keyed, receivedAt: Temporal.Instant, told: Scalar | { fault: string; text: string }, detail?: Record<string, string>): Sample {
  const colon = key.indexOf(':');
  const named = colon > 0 ? { source: `${source}/${key.slice(0, colon)}`, name: key.slice(colon + 1) } : { source, name: key };
  const isFault = told !== null && typeof told === 'object';
  const value = isFault ? told.text : told;
  // the standard's word for "cannot be known now" (MTConnect Part 1)
  const isAbsent = typeof value === 'string' && value.toUpperCase() === 'UNAVAILABLE';
  let final: Quality = isAbsent ? quality(statusCode.BadNoCommunication) : isFault ? quality(statusCode.BadTypeMismatch, { note: told.fault }) : good;
  if (stamp.is === 'missing') final = withMark(final, 'time-missing');
  if (stamp.is === 'invalid') final = withMark(final, 'time-invalid', { worstStatus: statusCode.UncertainSubNormal, note: `the time is ${stamp.text}` });
  const words = { ...detail, ...(stamp.is === 'told' && stamp.durationMs !== undefined && { durationMs: String(stamp.durationMs) }) };
  const kept = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ''));
  return {
    ...named,
    value: isAbsent ? null : value,
    sourceTime: stamp.is === 'told' ? stamp.at : receivedAt,
    receivedAt,
    quality: final,
    ...(Object.keys(kept).length > 0 && { detail: kept }),
  };
}

function numberOf(text: string): Scalar | { fault: string; text: string } {
  if (text.toUpperCase() === 'UNAVAILABLE') return text;
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/.test(text)) return { fault: `"${text.slice(0, 60)}" is no number`, text };
  const value = Number(text);
  return /^[-+]?\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text.replace('+', '')) : value;
}

function conditionDetail(item: Item & { is: 'condition' }): Record<string, string> {
  return { said: item.level, nativeCode: item.nativeCode, nativeSeverity: item.nativeSeverity, qualifier: item.qualifier, text: item.text };
}

type AssetItem = Extract<Item, { is: 'asset' | 'asset-changed' | 'asset-removed' | 'assets-removed' }>;

/** An asset as a document; its key is of its id, time and content, so that the same one twice can be told. */
function documentOf(source: string, item: AssetItem, receivedAt: Temporal.Instant): Message {
  const id = item.is === 'assets-removed' ? item.type : item.id;
  const body = item.is === 'asset' ? item.body : item.is === 'asset-changed' ? item.changes.join('|') : '';
  const at = item.stamp.is === 'told' ? item.stamp.at : receivedAt;
  const bytes = new Uint8Array(Buffer.from(body, 'utf8'));
  return {
    kind: 'message',
    source,
    name: `${item.is}/${id}`,
    mediaType: item.is === 'asset' ? 'application/xml' : 'text/plain',
    bytes,
    dedupeKey: createHash('sha256').update(`${source}\n${item.is}\n${id}\n${at.toString()}\n`).update(bytes).digest('hex'),
    at,
    receivedAt,
    ...(item.is === 'asset' && { detail: { assetType: item.type } }),
  };
}

import type { Line } from './lines.ts';
import { fieldsOf } from './tokens.ts';

/** When a line was true: as told, to its last digit; or not told, or no time at all. */
export type Stamp =
  | { readonly is: 'told'; readonly at: Temporal.Instant; readonly durationMs?: number }
  | { readonly is: 'missing' }
  | { readonly is: 'invalid'; readonly text: string };

/** One thing an adapter says. */
export type Item =
  | { readonly is: 'value'; readonly stamp: Stamp; readonly key: string; readonly value: string }
  | {
      readonly is: 'condition';
      readonly stamp: Stamp;
      readonly key: string;
      readonly level: string;
      readonly nativeCode: string;
      readonly nativeSeverity: string;
      readonly qualifier: string;
      readonly text: string;
    }
  | { readonly is: 'message'; readonly stamp: Stamp; readonly key: string; readonly nativeCode: string; readonly text: string }
  | { readonly is: 'time-series'; readonly stamp: Stamp; readonly key: string; readonly count: string; readonly rateHz: string; readonly values: string }
  | { readonly is: 'asset'; readonly stamp: Stamp; readonly id: string; readonly type: string; readonly body: string }
  | { readonly is: 'asset-changed'; readonly stamp: Stamp; readonly id: string; readonly changes: readonly string[] }
  | { readonly is: 'asset-removed'; readonly stamp: Stamp; readonly id: string }
  | { readonly is: 'assets-removed'; readonly stamp: Stamp; readonly type: string }
  | { readonly is: 'command'; readonly name: string; readonly argument: string }
  | { readonly is: 'pong'; readonly everyMs?: number }
  | { readonly is: 'fault'; readonly why: string; readonly line: string };

/** Which keys take more than one field; an SHDR line does not say so itself. */
export interface Kinds {
  readonly isCondition: (key: string) => boolean;
  readonly isMessage: (key: string) => boolean;
  readonly isTimeSeries: (key: string) => boolean;
}

/** A multi-line asset being collected, until its mark comes again. */
export interface ShdrState {
  readonly open?: { readonly stamp: Stamp; readonly id: string; readonly type: string; readonly mark: string; readonly body: readonly string[]; readonly bytes: number };
}

export const noShdr: ShdrState = {};

const levels = new Set(['NORMAL', 'WARNING', 'FAULT', 'UNAVAILABLE']);

/** Reads one line of an adapter (SHDR, MTConnect adapter protocol). Nothing thrown: what cannot be read is an item that says why. */
export function readLine(state: ShdrState, line: Line, kinds: Kinds, maxAssetBytes: number): { state: ShdrState; items: Item[] } {
  if (!('text' in line)) return { state: {}, items: [{ is: 'fault', why: `the line has more than ${line.tooLongBytes - 1} bytes`, line: '' }] };
  const { text } = line;
  if (state.open) return collect(state.open, text, maxAssetBytes);
  if (text.trim() === '') return { state, items: [] };
  if (text.startsWith('*')) return { state, items: [commandOf(text)] };

  const [time = '', ...fields] = fieldsOf(text);
  if (fields.length === 0) return { state, items: [{ is: 'fault', why: 'there is no key after the time', line: shorten(text) }] };
  const stamp = stampOf(time);
  const [first = ''] = fields;
  if (first.startsWith('@')) return assetOf(state, stamp, fields, text);
  return { state, items: itemsOf(stamp, fields, kinds, text) };
}

function itemsOf(stamp: Stamp, fields: readonly string[], kinds: Kinds, line: string): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < fields.length;) {
    const key = fields[at] ?? '';
    const told = fields.slice(at + 1);
    const [value = '', second = '', third = '', fourth = '', fifth = ''] = told;
    // a trailing pipe leaves one empty field; an empty key with more behind it is a fault
    if (key === '' && told.length === 0 && at > 0) break;
    if (key === '' || told.length === 0) {
      items.push({ is: 'fault', why: key === '' ? 'a key is empty' : `${key} has no value`, line: shorten(line) });
      break;
    }
    if (kinds.isTimeSeries(key)) {
      items.push({ is: 'time-series', stamp, key, count: value, rateHz: second, values: third });
      at += 4;
    } else if (kinds.isMessage(key)) {
      items.push({ is: 'message', stamp, key, nativeCode: value, text: second });
      at += 3;
    } else if (kinds.isCondition(key) || (at === 0 && looksLikeCondition(told))) {
      if (!levels.has(value.toUpperCase()))
        items.push({ is: 'fault', why: `${key} is a condition and "${value.slice(0, 40)}" is not NORMAL, WARNING, FAULT or UNAVAILABLE`, line: shorten(line) });
      else items.push({ is: 'condition', stamp, key, level: value.toUpperCase(), nativeCode: second, nativeSeverity: third, qualifier: fourth, text: fifth });
      at += 6;
    } else {
      items.push({ is: 'value', stamp, key, value });
      at += 2;
    }
  }
  return items;
}

/** A level and four more fields. UNAVAILABLE is any signal's word: there the four must be empty, or they are further keys and values. */
function looksLikeCondition([level = '', ...rest]: readonly string[]): boolean {
  if (rest.length !== 4) return false;
  return /^(NORMAL|WARNING|FAULT)$/i.test(level) || (/^UNAVAILABLE$/i.test(level) && rest.every((one) => one === ''));
}

function assetOf(state: ShdrState, stamp: Stamp, [command = '', id = '', type = '', ...rest]: readonly string[], line: string): { state: ShdrState; items: Item[] } {
  switch (command) {
    case '@ASSET@': {
      const body = rest.join('|');
      if (body.startsWith('--multiline--')) return { state: { open: { stamp, id, type, mark: body, body: [], bytes: 0 } }, items: [] };
      return { state, items: [{ is: 'asset', stamp, id, type, body }] };
    }
    case '@UPDATE_ASSET@':
      return { state, items: [{ is: 'asset-changed', stamp, id, changes: [type, ...rest] }] };
    case '@REMOVE_ASSET@':
      return { state, items: [{ is: 'asset-removed', stamp, id }] };
    case '@REMOVE_ALL_ASSETS@':
      return { state, items: [{ is: 'assets-removed', stamp, type: id }] };
    default:
      return { state, items: [{ is: 'fault', why: `${command} is no asset command`, line: shorten(line) }] };
  }
}

function collect(open: NonNullable<ShdrState['open']>, text: string, maxBytes: number): { state: ShdrState; items: Item[] } {
  const { stamp, id, type, mark, body } = open;
  if (text.trim() === mark) return { state: {}, items: [{ is: 'asset', stamp, id, type, body: body.join('\n') }] };
  const bytes = open.bytes + Buffer.byteLength(text) + 1;
  if (bytes > maxBytes) return { state: {}, items: [{ is: 'fault', why: `asset ${id} has more than ${maxBytes} bytes, or its end ${mark} never came`, line: '' }] };
  return { state: { open: { ...open, body: [...body, text], bytes } }, items: [] };
}

/** `* PONG 10000`, `* adapterVersion: 1.2`. */
function commandOf(text: string): Item {
  const said = text.slice(1).trim();
  const pong = /^PONG(?:\s+(\d{1,9}))?\s*$/.exec(said);
  if (pong) return { is: 'pong', ...(pong[1] !== undefined && { everyMs: Number(pong[1]) }) };
  const colon = said.indexOf(':');
  return { is: 'command', name: (colon < 0 ? said : said.slice(0, colon)).trim(), argument: colon < 0 ? '' : said.slice(colon + 1).trim() };
}

/** A time, with nine digits at most after the second; `@` and a duration in ms may follow. No offset means UTC, as the standard has it. */
function stampOf(text: string): Stamp {
  if (text === '') return { is: 'missing' };
  const [time = '', duration] = text.split('@');
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9})\d*)?(Z|[+-]\d{2}:?\d{2})?$/.exec(time);
  if (!parts) return { is: 'invalid', text };
  const [, whole, fraction, zone = 'Z'] = parts;
  try {
    const at = Temporal.Instant.from(`${whole}${fraction === undefined ? '' : `.${fraction}`}${zone}`);
    return { is: 'told', at, ...(duration !== undefined && Number.isFinite(Number(duration)) && { durationMs: Number(duration) }) };
  } catch {
    // a day or hour that no calendar has
    return { is: 'invalid', text };
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

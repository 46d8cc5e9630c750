import type { Sample, Scalar } from './sample.ts';

/** A sample with the place it has in the order of arrival: of two at one source time, the higher sequence stands. */
export interface Row extends Sample {
  readonly sequence: bigint;
}

/** How a value is kept: numbers and booleans in `value`, texts in `text`, integers beyond 2^53 in both (nearest and exact). */
export const kinds = { number: 1, boolean: 2, integer: 3, text: 4, none: 5 } as const;

/** Rows as the bytes of ClickHouse's TabSeparated format, in the order of the table's columns (schema.ts): site, signal, source_time, kind, value, text, quality, marks, received_at, sequence. */
export function encodeRows(site: string, rows: readonly Row[]): Buffer {
  const place = escape(site);
  let text = '';
  // Samples that came together share the moment they were heard
  let heard: Temporal.Instant | undefined;
  let heardText = '';
  for (const row of rows) {
    if (row.receivedAt !== heard) heardText = timeText((heard = row.receivedAt));
    const [kind, value, words] = split(row.value);
    const marks = row.marks === undefined ? '' : escape(row.marks.join(','));
    text += `${place}\t${escape(row.signal)}\t${timeText(row.sourceTime)}\t${kind}\t${value}\t${words}\t${row.quality}\t${marks}\t${heardText}\t${row.sequence}\n`;
  }
  return Buffer.from(text, 'utf8');
}

function split(value: Scalar): [kind: keyof typeof kinds, value: string, text: string] {
  switch (typeof value) {
    case 'number':
      return ['number', Object.is(value, -0) ? '-0' : String(value), ''];
    case 'boolean':
      return ['boolean', value ? '1' : '0', ''];
    case 'bigint':
      return ['integer', String(Number(value)), String(value)];
    case 'string':
      return ['text', '0', escape(value)];
    default:
      return ['none', '0', ''];
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };
function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- NUL is escaped like the others
  return /[\\\t\n\r\0]/.test(text) ? text.replaceAll(/[\\\t\n\r\0]/g, (character) => escapes[character] as string) : text;
}

/** Seconds and nine decimals where ClickHouse reads them as Unix time, date and time where it might take them for a date. */
function timeText(at: Temporal.Instant): string {
  const digits = String(at.epochNanoseconds);
  if (digits.length !== 19 || digits.startsWith('-')) return at.toString({ smallestUnit: 'nanosecond' }).replace('T', ' ').replace('Z', '');
  return `${digits.slice(0, 10)}.${digits.slice(10)}`;
}

/** What a read asks for, so that `decodeRows` understands the answer in RowBinary. */
export const readColumns = 'signal, source_time, kind, value, text, quality, marks, received_at, sequence';

/** Rows from RowBinary bytes (little-endian, texts with a varint length), and the bytes of a row that is not whole yet. */
export function decodeRows(bytes: Buffer, isLast: boolean): { readonly rows: Row[]; readonly rest: Buffer } {
  const rows: Row[] = [];
  let at = 0;
  const takeText = (): string | undefined => {
    let length = 0;
    let shift = 0;
    for (;;) {
      if (at >= bytes.length) return undefined;
      const byte = bytes[at++] as number;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
      shift += 7;
    }
    if (at + length > bytes.length) return undefined;
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  for (;;) {
    const start = at;
    const signal = takeText();
    if (signal === undefined || at + 17 > bytes.length) return torn(start);
    const sourceTime = instantOf(bytes.readBigInt64LE(at));
    const kind = bytes.readInt8(at + 8);
    const value = bytes.readDoubleLE(at + 9);
    at += 17;
    const text = takeText();
    if (text === undefined || at + 4 > bytes.length) return torn(start);
    const quality = bytes.readUInt32LE(at);
    at += 4;
    const marks = takeText();
    if (marks === undefined || at + 16 > bytes.length) return torn(start);
    // DateTime64(6): microseconds
    const receivedAt = instantOf(bytes.readBigInt64LE(at) * 1000n);
    const sequence = bytes.readBigUInt64LE(at + 8);
    at += 16;
    rows.push({ signal, sourceTime, value: valueOf(kind, value, text), quality, receivedAt, sequence, ...(marks !== '' && { marks: marks.split(',') }) });
  }

  function torn(start: number): { rows: Row[]; rest: Buffer } {
    if (isLast && start < bytes.length) throw new Error(`The historian's answer ends inside a row: ${bytes.length - start} bytes are left over.`);
    return { rows, rest: bytes.subarray(start) };
  }
}

const instantOf = (nanoseconds: bigint): Temporal.Instant => Temporal.Instant.fromEpochNanoseconds(nanoseconds);

function valueOf(kind: number, value: number, text: string): Scalar {
  switch (kind) {
    case kinds.number:
      return value;
    case kinds.boolean:
      return value === 1;
    case kinds.integer:
      return BigInt(text);
    case kinds.text:
      return text;
    default:
      return null;
  }
}

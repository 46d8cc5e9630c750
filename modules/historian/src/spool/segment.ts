import { crc32 } from 'node:zlib';

/*
 * A segment is a file of records: a mark, length and CRC-32 of the payload, then the payload.
 * The mark lets a reader find the next record after bytes that a failing disk has changed.
 */
const mark = Buffer.from('MRR1');
export const headBytes = 12;
// 64 MiB: far above the largest record written (the writer refuses more); a length beyond it is damage, not data
export const longestPayload = 64 * 1024 * 1024;

/** One record as bytes. */
export function frame(payload: Buffer): Buffer {
  if (payload.length > longestPayload) throw new RangeError(`A record of ${payload.length} bytes; at most ${longestPayload} fit. Append smaller batches.`);
  const head = Buffer.alloc(headBytes);
  mark.copy(head);
  head.writeUInt32LE(payload.length, 4);
  head.writeUInt32LE(crc32(payload), 8);
  return Buffer.concat([head, payload]);
}

export interface Found {
  /** Payloads with the offset after their record. */
  readonly records: readonly { readonly payload: Buffer; readonly end: number }[];
  /** Bytes passed over because they were no whole, true record. */
  readonly damagedBytes: number;
  /** Where the last whole record ends. What follows is torn, or damaged to the end. */
  readonly end: number;
}

/** The records in `bytes` that begin at or after `from`, as many as fit into `mostBytes` (at least one). */
export function readRecords(bytes: Buffer, from = 0, mostBytes = Number.POSITIVE_INFINITY): Found {
  const records: { payload: Buffer; end: number }[] = [];
  let damagedBytes = 0;
  let end = from;
  let at = from;
  let taken = 0;
  while (at + headBytes <= bytes.length) {
    const payload = recordAt(bytes, at);
    if (payload === undefined) {
      const next = bytes.indexOf(mark, at + 1);
      if (next === -1) break;
      at = next;
      continue;
    }
    if (records.length > 0 && taken + payload.length > mostBytes) return { records, damagedBytes, end };
    damagedBytes += at - end;
    taken += payload.length;
    at += headBytes + payload.length;
    end = at;
    records.push({ payload, end });
  }
  return { records, damagedBytes, end };
}

function recordAt(bytes: Buffer, at: number): Buffer | undefined {
  if (bytes.compare(mark, 0, 4, at, at + 4) !== 0) return undefined;
  const length = bytes.readUInt32LE(at + 4);
  if (length > longestPayload || at + headBytes + length > bytes.length) return undefined;
  const payload = bytes.subarray(at + headBytes, at + headBytes + length);
  return crc32(payload) === bytes.readUInt32LE(at + 8) ? payload : undefined;
}

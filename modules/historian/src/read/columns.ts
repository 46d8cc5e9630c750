import type { Samples } from '@millrace/series';
import type { Historian } from '../historian.ts';
import { parametersOf } from './raw.ts';
import { moment, ofSignal, type Stretch } from './when.ts';

const badNoData = 0x809b_0000;
const rowBytes = 20;

/** A signal that holds texts was asked for arithmetic. */
export class NotNumeric extends RangeError {
  override readonly name = 'NotNumeric';
}

/**
 * The numbers of a signal in columns, as they come, oldest first: for arithmetic over stretches of any length in bounded
 * memory. Declared absences come as Bad_NoData. Times are milliseconds as doubles, exact to 0.3 µs; of samples closer
 * than that the later one stands.
 */
export async function* numbers(historian: Historian, site: string, input: Stretch): AsyncIterable<Samples> {
  let rest: Buffer = Buffer.alloc(0);
  let lastMs = Number.NEGATIVE_INFINITY;
  for await (const chunk of historian.bytes(select, parametersOf(site, input))) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % rowBytes);
    rest = bytes.subarray(whole);
    const samples = columnsOf(bytes.subarray(0, whole), lastMs, input.signal);
    if (samples.timesMs.length === 0) continue;
    lastMs = samples.timesMs.at(-1) as number;
    yield samples;
  }
  if (rest.length > 0) throw new Error(`The historian's answer ends inside a row: ${rest.length} bytes are left over.`);
}

// A text gets a status no source sends (severity 11 is reserved, OPC 10000-4 §7.39.1), so that it is noticed here
const textMark = 0xffff_ffff;
const select = `
  select toUnixTimestamp64Nano(source_time), value, toUInt32(multiIf(kind = 'text', ${textMark}, kind = 'none' and quality < 0x80000000, ${badNoData}, quality))
  ${ofSignal} and source_time >= ${moment('from')} and source_time < ${moment('to')}
  order by source_time`;

function columnsOf(bytes: Buffer, previousMs: number, signal: string): Samples & { readonly statuses: Uint32Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length / rowBytes;
  const timesMs = new Float64Array(count);
  const values = new Float64Array(count);
  const statuses = new Uint32Array(count);
  let kept = 0;
  let lastMs = previousMs;
  for (let at = 0; at < bytes.length; at += rowBytes) {
    // 2^32 ns are 4,294 ms and 967,296 ns: each product is an exact integer, so that whole milliseconds come out whole
    const high = view.getInt32(at + 4, true);
    const timeMs = high * 4294 + (high * 967_296 + view.getUint32(at, true)) / 1e6;
    const status = view.getUint32(at + 16, true);
    if (status === textMark) throw new NotNumeric(`Signal ${signal} holds a text at ${new Date(timeMs).toISOString()}; arithmetic needs numbers. Read it raw.`);
    if (timeMs <= lastMs && kept > 0) kept -= 1;
    else if (timeMs <= lastMs) continue;
    timesMs[kept] = timeMs;
    values[kept] = status >= 0x8000_0000 ? Number.NaN : view.getFloat64(at + 8, true);
    statuses[kept] = status;
    lastMs = timeMs;
    kept += 1;
  }
  return { timesMs: timesMs.subarray(0, kept), values: values.subarray(0, kept), statuses: statuses.subarray(0, kept) };
}

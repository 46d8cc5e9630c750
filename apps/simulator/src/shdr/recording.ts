import { existsSync, readFileSync } from 'node:fs';

/** A line of an MTConnect adapter (SHDR), or several that belong together (a multi-line asset). */
export interface ShdrRecord {
  /** As the recording stamps it; none for lines of the protocol. */
  readonly stamp: string | undefined;
  readonly atMs: number | undefined;
  /** Everything after the stamp, lines joined by \n. */
  readonly rest: string;
}

/** Reads a recorded stream. An asset whose first line ends in `--multiline--X` goes on to the line `--multiline--X`. */
export function readRecording(path: string): ShdrRecord[] {
  if (!existsSync(path)) throw new Error(`There is no recording ${path}. Give its folder by MILLRACE_SHARED_DATA.`);
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const records: ShdrRecord[] = [];
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at] as string;
    if (line === '') continue;
    const end = /(--multiline--\w+)$/.exec(line)?.[1];
    if (end !== undefined)
      do {
        at += 1;
        line += `\n${lines[at] ?? ''}`;
      } while (at < lines.length && lines[at] !== end);
    const bar = line.indexOf('|');
    const stamp = bar > 0 ? line.slice(0, bar) : undefined;
    const atMs = stamp === undefined ? Number.NaN : Date.parse(stamp.replace(/(\.\d{3})\d+Z$/, '$1Z'));
    records.push(Number.isNaN(atMs) ? { stamp: undefined, atMs: undefined, rest: line } : { stamp, atMs, rest: line.slice(bar) });
  }
  return records;
}

// 1 min: a control stamps what it says within seconds; further back is another recording that was appended, not a clock that went back
const sessionGapMs = 60_000;
// 5 min: a gap of more is a machine that was off; nobody wants to wait for it
const longestGapMs = 300_000;

/** When a record is said after the start of the replay, and how far its stamp lies behind the latest before it, ms. */
export interface Timed {
  readonly dueMs: number;
  readonly behindMs: number;
}

/**
 * The time of each record in a replay. Time that steps back by more than a minute begins another session of the machine, which is said in its own
 * time, after the one before; a smaller step back, and an asset that was stamped long ago, keep their distance and wait for nothing.
 */
export function timesOf(records: readonly ShdrRecord[], speed: number): Timed[] {
  if (!(speed > 0)) throw new RangeError(`speed is ${speed}; it must be above 0.`);
  let dueMs = 0;
  let latestMs: number | undefined;
  return records.map(({ atMs, rest }) => {
    if (atMs === undefined) return { dueMs, behindMs: 0 };
    const isAsset = rest.startsWith('|@');
    if (latestMs !== undefined && !isAsset && latestMs - atMs > sessionGapMs) latestMs = atMs;
    if (latestMs !== undefined && atMs > latestMs) dueMs += Math.min(atMs - latestMs, longestGapMs) / speed;
    latestMs = Math.max(latestMs ?? atMs, atMs);
    return { dueMs, behindMs: latestMs - atMs };
  });
}

/** The record with its stamp moved by `shiftMs`, digits below the millisecond kept. */
export function shifted(record: ShdrRecord, shiftMs: number): string {
  if (record.stamp === undefined || record.atMs === undefined) return record.rest;
  const fraction = /\.\d{3}(\d*)Z$/.exec(record.stamp)?.[1] ?? '';
  return `${new Date(record.atMs + Math.round(shiftMs)).toISOString().replace('Z', `${fraction}Z`)}${record.rest}`;
}

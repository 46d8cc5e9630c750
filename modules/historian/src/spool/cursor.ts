import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** A byte between two records. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
}

export interface Cursor {
  /** All before is delivered. */
  readonly done: Place;
  /** Set while a delivery is under way: after a crash exactly these bytes go again under the same token. */
  readonly until?: Place | undefined;
}

export interface CursorFile {
  /** What was written last and is whole. */
  readonly start: Cursor;
  write(cursor: Cursor): void;
  close(): void;
}

const slotBytes = 256;

/**
 * Two slots of fixed size, written in turn and in place: a torn write leaves the other slot, and a full disk cannot keep
 * the spool from being emptied. Not synced: after a power cut an older cursor sends records again, under other tokens at
 * worst, and the receiver's key makes them count once.
 */
export function openCursor(folder: string): CursorFile {
  const path = join(folder, 'cursor');
  const found = existsSync(path) ? slotsOf(readFileSync(path)) : [];
  const newest = found.toSorted((one, other) => other.turn - one.turn)[0];
  const file = openSync(path, existsSync(path) ? 'r+' : 'w+');
  let turn = newest?.turn ?? 0;

  const write = (cursor: Cursor): void => {
    turn += 1;
    const text = JSON.stringify({ turn, cursor });
    const slot = Buffer.alloc(slotBytes, ' ');
    slot.write(`${crc32(text).toString(16).padStart(8, '0')} ${text}`);
    writeSync(file, slot, 0, slotBytes, (turn % 2) * slotBytes);
  };
  const start = newest?.cursor ?? { done: { segment: 1, offset: 0 } };
  if (newest === undefined) {
    // Both slots now, while there is room
    write(start);
    write(start);
    fsyncSync(file);
  }
  return { start, write, close: () => closeSync(file) };
}

function slotsOf(bytes: Buffer): { turn: number; cursor: Cursor }[] {
  return [0, 1].flatMap((slot) => {
    const line = bytes.toString('utf8', slot * slotBytes, (slot + 1) * slotBytes).trimEnd();
    const text = line.slice(9);
    if (text === '' || line.slice(0, 8) !== crc32(text).toString(16).padStart(8, '0')) return [];
    return [JSON.parse(text) as { turn: number; cursor: Cursor }];
  });
}

export const segmentPath = (folder: string, segment: number): string => join(folder, `${String(segment).padStart(10, '0')}.segment`);

export function segmentsIn(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d{10}\.segment$/.test(name))
    .map((name) => Number(name.slice(0, 10)))
    .toSorted((one, other) => one - other);
}

export const isBefore = (one: Place, other: Place): boolean => one.segment < other.segment || (one.segment === other.segment && one.offset < other.offset);

/** Makes new names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBefore, openCursor, segmentPath, segmentsIn, syncFolder, type Cursor, type Place } from './cursor.ts';
import { drain, sentenceOf, type Delivery } from './drain.ts';
import { lockFolder } from './folder-lock.ts';
import { offerRefused } from './refused.ts';
import { frame, headBytes, readRecords } from './segment.ts';
import { createWriter, type WriterFiles } from './writer.ts';

export interface SpoolOptions {
  readonly folder: string;
  /** Gives records to where they belong, in order; resolves when they are kept there for good. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /**
   * 1 GiB: a plant of 2,000 values a second fills it in about two hours. When it is full, new records are refused and the
   * sender told; what was accepted is never dropped.
   */
  readonly maxBytes?: number;
  readonly segmentBytes?: number;
  /** Bytes of one delivery; a record larger than that goes alone. 4 MiB is about 50,000 samples. */
  readonly deliveryBytes?: number;
  /**
   * `always`: an append resolves when the record is on the disk, also after a power cut (records that come together share
   * one fsync). `never`: when the operating system has it; survives a killed process, not a power cut.
   */
  readonly fsync?: 'always' | 'never';
  readonly retryAfterMs?: number;
  readonly retryAtMostAfterMs?: number;
  readonly onTrouble?: (trouble: Trouble) => void;
  /** For tests of a failing disk. */
  readonly files?: WriterFiles;
}

/** Something a person should know of; nothing of it loses a record. */
export type Trouble =
  | { readonly kind: 'waiting'; readonly cause: unknown; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly cause: unknown; readonly keptIn: string }
  | { readonly kind: 'damaged'; readonly bytes: number; readonly keptIn: string }
  | { readonly kind: 'torn'; readonly bytes: number };

export interface SpoolStatus {
  /** Bytes on disk that wait. */
  readonly waitingBytes: number;
  /** Since when something has waited: the last moment at which nothing did. Undefined where nothing waits. */
  readonly waitingSince: Temporal.Instant | undefined;
  readonly maxBytes: number;
  readonly state: 'idle' | 'delivering' | 'waiting' | 'stopped';
  readonly lastError: string | undefined;
  readonly delivered: number;
}

export interface Spool {
  /** Keeps a record; resolves when it is safe by the `fsync` policy. Rejects, and keeps nothing, when the spool or the disk is full. */
  append(payload: Buffer): Promise<void>;
  status(): SpoolStatus;
  /**
   * Offers what was set aside again, behind all that waits: its cause may be mended. `asNew` makes of each record the one that is offered; it must
   * answer the same for the same record, for a crash in between offers it twice. Answers how many.
   */
  offerAgain(asNew?: (record: Buffer) => Buffer): Promise<number>;
  /** Resolves when all that was appended until now has been delivered. */
  flushed(): Promise<void>;
  /** Stops delivering and writing; what waits is delivered after the next start. */
  stop(): Promise<void>;
}

/** The spool holds as much as it may: the sender keeps the record, or tells its source. */
export class SpoolFull extends Error {
  override readonly name = 'SpoolFull';
}

/**
 * Store and forward: records wait on disk, in order, until they are delivered. A record is delivered at least once and
 * always in the same company under the same token, so that a receiver that knows its tokens applies it exactly once.
 */
export function openSpool(options: SpoolOptions): Spool {
  const settings = {
    maxBytes: 1024 ** 3,
    segmentBytes: 16 * 1024 ** 2,
    deliveryBytes: 4 * 1024 ** 2,
    fsync: 'always' as const,
    retryAfterMs: 250,
    retryAtMostAfterMs: 30_000,
    onTrouble: () => undefined,
    ...options,
  };
  const { folder } = settings;
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  const { identity, cursor, last } = openedOr(unlock, () => startIn(folder, settings.onTrouble));
  const writer = createWriter({ folder, segmentBytes: settings.segmentBytes, fsync: settings.fsync, files: settings.files, last });
  const drainer = drain({ ...settings, identity, writer, cursorFile: cursor, since: sinceIn(folder, cursor.start) });
  let knownWaiting = 0;

  // async: a folder that is away rejects, as a full one does
  const append = async (payload: Buffer): Promise<void> => {
    const waiting = drainer.waitingBytes();
    const needed = headBytes + payload.length;
    if (waiting + needed + writer.pendingBytes() > settings.maxBytes)
      throw new SpoolFull(
        `The spool in ${folder} holds ${waiting} of ${settings.maxBytes} bytes and has no room for ${needed} more. ${drainer.status().lastError ?? 'It is being emptied; try again.'}`,
      );
    await writer.append(frame(payload));
    drainer.wake();
  };
  let offering: Promise<number> = Promise.resolve(0);

  return {
    append,
    offerAgain: (asNew = (record) => record) => (offering = offering.catch(() => 0).then(() => offerRefused(folder, (record) => append(asNew(record))))),
    status() {
      try {
        knownWaiting = drainer.waitingBytes();
        return { ...drainer.status(), waitingBytes: knownWaiting, maxBytes: settings.maxBytes };
      } catch (cause) {
        // a folder that is away is told as what it is, and keeps nobody from asking
        return { ...drainer.status(), waitingBytes: knownWaiting, maxBytes: settings.maxBytes, lastError: sentenceOf(cause) };
      }
    },
    flushed: () => drainer.flushed(),
    async stop() {
      await writer.stop();
      await drainer.stop();
      cursor.close();
      unlock();
    },
  };
}

/** What cannot be opened is let go of: held on, nobody could open it when there is room on the disk again, not even this process. */
function openedOr<T>(unlock: () => void, open: () => T): T {
  try {
    return open();
  } catch (error) {
    unlock();
    throw error;
  }
}

function startIn(folder: string, onTrouble: (trouble: Trouble) => void) {
  const identity = readIdentity(folder);
  const cursor = openCursor(folder);
  const found = openedOr(cursor.close, () => recover(folder, cursor.start, onTrouble));
  // Where a power cut took records that the cursor had passed (fsync `never`), new ones must not be written behind it
  const last = isBefore(found, cursor.start.done) ? { segment: cursor.start.done.segment + 1, offset: 0 } : found;
  return { identity, cursor, last };
}

/** Since when what an earlier process left has waited: its segment was begun then, or the cursor moved last. */
function sinceIn(folder: string, { done }: Cursor): Temporal.Instant {
  const path = segmentPath(folder, done.segment);
  const begun = existsSync(path) ? statSync(path).birthtimeMs : Date.now();
  return Temporal.Instant.fromEpochMilliseconds(Math.round(Math.max(begun, done.offset > 0 ? statSync(join(folder, 'cursor')).mtimeMs : 0)));
}

/** Part of every token: two spools never share one, not even a folder made anew in the same place. */
function readIdentity(folder: string): string {
  const path = join(folder, 'identity');
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, randomUUID());
    renameSync(`${path}.new`, path);
    syncFolder(folder);
  }
  return readFileSync(path, 'utf8');
}

/** The end of the last segment, without the record a crash tore. Segments already delivered go. */
function recover(folder: string, cursor: Cursor, onTrouble: (trouble: Trouble) => void): Place {
  const segments = segmentsIn(folder);
  for (const segment of segments.filter((number) => number < cursor.done.segment)) rmSync(segmentPath(folder, segment));
  const lastSegment = Math.max(segments.at(-1) ?? 0, cursor.done.segment);
  const path = segmentPath(folder, lastSegment);
  if (!existsSync(path)) return { segment: lastSegment, offset: 0 };

  const size = statSync(path).size;
  const { end } = readRecords(readFileSync(path));
  if (end < size) {
    truncateSync(path, end);
    onTrouble({ kind: 'torn', bytes: size - end });
  }
  return { segment: lastSegment, offset: end };
}

import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isBefore, segmentPath, segmentsIn, type Cursor, type CursorFile, type Place } from './cursor.ts';
import { setAsideIn } from './refused.ts';
import { readRecords } from './segment.ts';
import type { SpoolStatus, Trouble } from './spool.ts';
import type { Writer } from './writer.ts';

export interface Delivery {
  readonly records: readonly Buffer[];
  /** The same for the same records, also after a crash. */
  readonly token: string;
}

/** Thrown by a receiver that will never take these records: they are set aside, and those behind them go on. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

interface DrainOptions {
  readonly folder: string;
  readonly identity: string;
  readonly writer: Writer;
  readonly cursorFile: CursorFile;
  readonly deliver: (delivery: Delivery) => Promise<void>;
  readonly deliveryBytes: number;
  readonly retryAfterMs: number;
  readonly retryAtMostAfterMs: number;
  readonly onTrouble: (trouble: Trouble) => void;
  /** When what waits at the start began to wait. */
  readonly since: Temporal.Instant;
}

// 2 s: longer than an answer takes (0.1 s), shorter than whoever stops a server waits
const answerMs = 2_000;

/** Empties a spool in order, one delivery at a time, until it is stopped. */
export function drain(options: DrainOptions) {
  const { folder, writer } = options;
  let cursor = options.cursorFile.start;
  let state: SpoolStatus['state'] = 'idle';
  let lastError: string | undefined;
  let delivered = 0;
  let emptyAt = options.since;
  let isStopping = false;
  let isLeft = false;
  let wakeUp: () => void = () => undefined;
  const damagedSegments = new Set<number>();
  const stopping = new AbortController();
  const waiters: { readonly place: Place; readonly done: () => void }[] = [];
  const running = run();

  async function run(): Promise<void> {
    let pause = options.retryAfterMs;
    while (!isStopping) {
      try {
        const worked = await step();
        pause = options.retryAfterMs;
        if (worked) continue;
        state = 'idle';
        await new Promise<void>((resolve) => {
          wakeUp = resolve;
          if (isStopping || isBefore(cursor.done, writer.end())) resolve();
        });
        emptyAt = Temporal.Now.instant();
      } catch (cause) {
        state = 'waiting';
        lastError = sentenceOf(cause);
        options.onTrouble({ kind: 'waiting', cause, retryAfterMs: pause });
        await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, options.retryAtMostAfterMs);
      }
    }
    state = 'stopped';
  }

  /** One delivery; false when nothing waits. */
  async function step(): Promise<boolean> {
    if (isStopping) return false;
    const end = writer.end();
    const { done } = cursor;
    if (!isBefore(done, end)) {
      emptyAt = Temporal.Now.instant();
      return false;
    }
    const limit = cursor.until?.offset ?? (done.segment === end.segment ? end.offset : Number.POSITIVE_INFINITY);
    const found = await read(done, limit);
    if (found.damagedBytes > 0) {
      damagedSegments.add(done.segment);
      options.onTrouble({ kind: 'damaged', bytes: found.damagedBytes, keptIn: damagedPath(folder, done.segment) });
    }
    if (found.records.length === 0) return nextSegment(done, end);

    state = 'delivering';
    const until = { segment: done.segment, offset: found.end };
    move({ done, until });
    const token = `${options.identity}:${done.segment}:${done.offset}-${until.offset}`;
    await deliverOrSetAside(found.records, token);
    if (isLeft) return false;
    move({ done: until });
    delivered += found.records.length;
    lastError = undefined;
    settle();
    return true;
  }

  async function read(from: Place, limit: number) {
    const path = segmentPath(folder, from.segment);
    if (!existsSync(path)) return { records: [] as Buffer[], damagedBytes: 0, end: from.offset };
    const size = Math.min(statSync(path).size, limit);
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(Math.max(size - from.offset, 0));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from.offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      // A delivery that a crash interrupted is repeated in exactly its bounds
      const most = cursor.until === undefined ? options.deliveryBytes : Number.POSITIVE_INFINITY;
      const { records, damagedBytes, end } = readRecords(bytes.subarray(0, filled), 0, most);
      return { records: records.map(({ payload }) => payload), damagedBytes, end: from.offset + end };
    } finally {
      await file.close();
    }
  }

  /** Nothing readable is left in this segment: it goes, or is kept aside where it is damaged; on to the next. */
  function nextSegment(done: Place, end: Place): boolean {
    // waited for, and not looked at again at once: a folder that is away would otherwise keep the process from all else
    if (done.segment >= end.segment) throw new Error(`What waits in ${segmentPath(folder, done.segment)} cannot be read.`);
    const path = segmentPath(folder, done.segment);
    const rest = existsSync(path) ? statSync(path).size - done.offset : 0;
    const next = segmentsIn(folder).find((segment) => segment > done.segment) ?? end.segment;
    if (rest > 0) options.onTrouble({ kind: 'damaged', bytes: rest, keptIn: damagedPath(folder, done.segment) });
    if (rest > 0 || damagedSegments.has(done.segment)) {
      mkdirSync(join(folder, 'damaged'), { recursive: true });
      renameSync(path, damagedPath(folder, done.segment));
      move({ done: { segment: next, offset: 0 } });
    } else {
      move({ done: { segment: next, offset: 0 } });
      rmSync(path, { force: true });
    }
    settle();
    return true;
  }

  async function deliverOrSetAside(records: readonly Buffer[], token: string): Promise<void> {
    try {
      await options.deliver({ records, token });
    } catch (cause) {
      if (!(cause instanceof Refused) || isLeft) throw cause;
      if (records.length === 1) return setAside(records[0] as Buffer, cause);
      for (const [index, record] of records.entries()) await deliverOrSetAside([record], `${token}#${index}`);
    }
  }

  function setAside(record: Buffer, cause: unknown): void {
    options.onTrouble({ kind: 'refused', cause, keptIn: setAsideIn(folder, record) });
  }

  function move(to: Cursor): void {
    options.cursorFile.write(to);
    cursor = to;
  }

  function settle(): void {
    while (waiters[0] !== undefined && !isBefore(cursor.done, waiters[0].place)) waiters.shift()?.done();
  }

  return {
    wake: () => wakeUp(),
    status: () => ({ state, lastError, delivered, waitingSince: isBefore(cursor.done, writer.end()) ? emptyAt : undefined }),
    /** Bytes behind the cursor, on disk. */
    waitingBytes(): number {
      const end = writer.end();
      let bytes = 0;
      for (const segment of segmentsIn(folder))
        if (segment >= cursor.done.segment && segment <= end.segment)
          bytes += (segment === end.segment ? end.offset : statSync(segmentPath(folder, segment)).size) - (segment === cursor.done.segment ? cursor.done.offset : 0);
      return bytes;
    },
    flushed(): Promise<void> {
      const place = writer.end();
      if (!isBefore(cursor.done, place)) return Promise.resolve();
      return new Promise((done) => waiters.push({ place, done }));
    },
    async stop(): Promise<void> {
      isStopping = true;
      stopping.abort();
      wakeUp();
      // a receiver that never answers is left: the same bytes go again, under the same token, when the spool is opened next
      await Promise.race([running, delay(answerMs, undefined, { ref: false })]);
      isLeft = true;
    },
  };
}

const damagedPath = (folder: string, segment: number): string => join(folder, 'damaged', basename(segmentPath(folder, segment)));
export const sentenceOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

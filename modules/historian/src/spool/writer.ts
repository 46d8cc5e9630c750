import { open, type FileHandle } from 'node:fs/promises';
import { segmentPath, syncFolder, type Place } from './cursor.ts';

/** What a writer asks of the disk; replaced in tests of one that fails. */
export interface WriterFiles {
  open(path: string): Promise<WriterFile>;
}
export type WriterFile = Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'close'>;

export interface Writer {
  append(record: Buffer): Promise<void>;
  /** End of what is safe on disk. */
  end(): Place;
  /** Bytes accepted and not yet written. */
  pendingBytes(): number;
  stop(): Promise<void>;
}

const disk: WriterFiles = { open: (path) => open(path, 'a') };

/** Appends records to segments. Records that come while one write is under way share the next one and its fsync. */
export function createWriter(options: { folder: string; segmentBytes: number; fsync: 'always' | 'never'; files: WriterFiles | undefined; last: Place }): Writer {
  const files = options.files ?? disk;
  let { segment, offset } = options.last;
  let file: WriterFile | undefined;
  let queue: { readonly record: Buffer; readonly done: () => void; readonly failed: (cause: unknown) => void }[] = [];
  let pending = 0;
  let isStopped = false;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const bytes = Buffer.concat(batch.map(({ record }) => record));
      try {
        await write(bytes);
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      } finally {
        pending -= bytes.length;
      }
    }
    isWriting = false;
  }

  async function write(bytes: Buffer): Promise<void> {
    if (offset > 0 && offset + bytes.length > options.segmentBytes) await rotate();
    const path = segmentPath(options.folder, segment);
    file ??= await openFile(path);
    try {
      for (let written = 0; written < bytes.length;) written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
      if (options.fsync === 'always') await file.datasync();
    } catch (cause) {
      await undo(file, cause);
      throw cause;
    }
    offset += bytes.length;
  }

  /** After a failed write or fsync nobody knows what the file holds: it is cut back, and the next record begins a new one. */
  async function undo(broken: WriterFile, cause: unknown): Promise<void> {
    file = undefined;
    let isClean = false;
    try {
      await broken.truncate(offset);
      isClean = true;
      await broken.close();
    } catch (second) {
      // The tail stays, and is passed over as torn or damaged when it is read
      if (cause instanceof Error) cause.cause ??= second;
    }
    if (isClean && offset === 0) return;
    segment += 1;
    offset = 0;
  }

  async function openFile(path: string): Promise<WriterFile> {
    const opened = await files.open(path);
    syncFolder(options.folder);
    return opened;
  }

  async function rotate(): Promise<void> {
    await file?.close();
    file = undefined;
    segment += 1;
    offset = 0;
  }

  return {
    append(record) {
      if (isStopped) return Promise.reject(new Error('The spool is stopped; it takes no more records.'));
      pending += record.length;
      const kept = new Promise<void>((done, failed) => queue.push({ record, done, failed }));
      if (!isWriting) {
        isWriting = true;
        writing = run();
      }
      return kept;
    },
    end: () => ({ segment, offset }),
    pendingBytes: () => pending,
    async stop() {
      isStopped = true;
      await writing;
      await file?.close();
    },
  };
}

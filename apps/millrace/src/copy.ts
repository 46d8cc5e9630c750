import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type pg from 'pg';

interface Connection {
  readonly stream: { readonly writableNeedDrain: boolean; once: (event: string, then: () => void) => void };
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
  sendCopyFail: (why: string) => void;
}

/** What pg calls on whatever it is given to submit; both directions of COPY answer the same few. */
abstract class Copy {
  readonly done: Promise<void>;
  protected resolve!: () => void;
  protected reject!: (error: unknown) => void;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
  submit(connection: Connection): void {
    connection.query(this.#text);
  }
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.resolve();
  }
  handleError(error: unknown): void {
    // `pg` tells of the error and of nothing after it
    this.reject(error);
  }
}

class CopyOut extends Copy {
  readonly #take: (bytes: Buffer) => void;
  constructor(text: string, take: (bytes: Buffer) => void) {
    super(text);
    this.#take = take;
  }
  handleCopyData(message: { readonly chunk: Buffer }): void {
    this.#take(message.chunk);
  }
}

class CopyIn extends Copy {
  readonly #bytes: AsyncIterable<Buffer>;
  constructor(text: string, bytes: AsyncIterable<Buffer>) {
    super(text);
    this.#bytes = bytes;
  }
  handleCopyInResponse(connection: Connection): void {
    void (async () => {
      try {
        for await (const chunk of this.#bytes) {
          connection.sendCopyFromChunk(chunk);
          if (connection.stream.writableNeedDrain) await new Promise<void>((resolve) => connection.stream.once('drain', resolve));
        }
        connection.endCopyFrom();
      } catch (error) {
        connection.sendCopyFail(String(error));
      }
    })();
  }
}

/** Rows as COPY writes them, into a file or nowhere; answers how many bytes and their SHA-256. */
export async function copyOut(client: pg.Client, select: string, file?: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const handle = file === undefined ? undefined : await open(file, 'wx', 0o600);
  const stream = handle?.createWriteStream();
  let bytes = 0;
  const copy = new CopyOut(`copy (${select}) to stdout`, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
    stream?.write(Buffer.from(chunk));
  });
  client.query(copy as unknown as pg.Submittable);
  try {
    await copy.done;
    // on the disk before the manifest says so
    if (stream) await new Promise<void>((resolve, reject) => stream.end((error?: Error | null) => (error ? reject(error) : resolve())));
  } finally {
    await handle?.close().catch(() => undefined);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Fills a table from a file that `copyOut` wrote. */
export async function copyIn(client: pg.Client, into: string, file: string): Promise<void> {
  const copy = new CopyIn(`copy ${into} from stdin`, createReadStream(file));
  client.query(copy as unknown as pg.Submittable);
  await copy.done;
}

import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { Fault } from '@millrace/kernel';
import type { Database } from '@millrace/store';
import type pg from 'pg';

/** Bytes that records of a site speak of by their SHA-256: files, long messages. Kept once each, never changed, never erased while a record speaks of them. */
export interface Contents {
  /** Keeps the bytes of a file or of memory under their hash; what is there already is not written again. */
  readonly keep: (sha256: string, from: Uint8Array | { readonly path: string }) => Promise<void>;
  /** Size in bytes, or undefined where nothing is kept under the hash. */
  readonly sizeOf: (sha256: string) => Promise<number | undefined>;
  /** The bytes, piece by piece. */
  readonly pieces: (sha256: string) => AsyncGenerator<Uint8Array>;
  /** All bytes at once; only for what is known to be short. */
  readonly read: (sha256: string) => Promise<Uint8Array>;
}

// 1 MiB: some hundred trips for the largest file, and a server that serves ten of them holds 10 MiB
const pieceBytes = 1_048_576;

export function contents(database: Database, site: string): Contents {
  const sizeOf = async (sha256: string) =>
    (await database.pool.query<{ bytes: number }>({ name: 'content size', text: 'select bytes from record.content where site = $1 and sha256 = $2', values: [site, sha256] }))
      .rows[0]?.bytes;

  async function* pieces(sha256: string): AsyncGenerator<Uint8Array> {
    const { rows } = await database.pool.query<{ pieces: number }>('select pieces from record.content where site = $1 and sha256 = $2', [site, sha256]);
    if (!rows[0]) throw new Fault(`No content is kept under ${sha256} at ${site}`);
    for (let nth = 0; nth < rows[0].pieces; nth++) {
      const found = await database.pool.query<{ piece: Buffer }>({
        name: 'content piece',
        text: 'select piece from record.content_piece where site = $1 and sha256 = $2 and nth = $3',
        values: [site, sha256, nth],
      });
      if (!found.rows[0]) throw new Fault(`Piece ${nth} of the content ${sha256} at ${site} is missing`);
      yield found.rows[0].piece;
    }
  }

  return {
    sizeOf,
    pieces,
    keep: async (sha256, from) => {
      const { rows } = await database.pool.query<{ isKept: boolean }>('select record.keep_again($1, $2) as "isKept"', [site, sha256]);
      if (rows[0]!.isKept) return;
      const client = await database.pool.connect();
      let isBroken = true;
      try {
        await client.query('begin');
        await write(client, site, sha256, from);
        await client.query('commit');
        isBroken = false;
      } finally {
        client.release(isBroken);
      }
    },
    read: async (sha256) => {
      const read: Uint8Array[] = [];
      for await (const piece of pieces(sha256)) read.push(piece);
      return new Uint8Array(Buffer.concat(read));
    },
  };
}

/** Writes the pieces in one transaction; their hash is taken again on the way in, so that nothing lies under a wrong name. */
async function write(client: pg.PoolClient, site: string, sha256: string, from: Uint8Array | { readonly path: string }): Promise<void> {
  const bytes = from instanceof Uint8Array ? from.length : (await stat(from.path)).size;
  // whoever keeps the same bytes at the same time waits here, and then has nothing left to do
  const made = await client.query(`insert into record.content (site, sha256, bytes, pieces, kept_at) values ($1, $2, $3, $4, clock_timestamp()) on conflict do nothing`, [
    site,
    sha256,
    bytes,
    Math.ceil(bytes / pieceBytes),
  ]);
  if (made.rowCount === 0) return;
  const hash = createHash('sha256');
  let nth = 0;
  for await (const piece of from instanceof Uint8Array ? slices(from) : filePieces(from.path)) {
    hash.update(piece);
    await client.query({
      name: 'keep piece',
      text: 'insert into record.content_piece (site, sha256, nth, piece) values ($1, $2, $3, $4)',
      values: [site, sha256, nth++, Buffer.from(piece)],
    });
  }
  if (hash.digest('hex') !== sha256) throw new Fault(`The bytes to be kept as ${sha256} are not those: they changed while they were read`);
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** Full pieces of a file; only the last one is shorter. */
async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      let filled = 0;
      for (;;) {
        const { bytesRead } = await file.read(piece, filled, pieceBytes - filled);
        filled += bytesRead;
        if (bytesRead === 0 || filled === pieceBytes) break;
      }
      if (filled > 0) yield piece.subarray(0, filled);
      if (filled < pieceBytes) return;
    }
  } finally {
    await file.close();
  }
}

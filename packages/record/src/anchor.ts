import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newestFile, type Newest } from './newest.ts';

/** What the witness keeps of a seal, outside the database. */
export interface Anchored {
  readonly site: string;
  readonly number: number;
  readonly lastOrdinal: number;
  readonly sealedAt: string;
  /** Hex of the chain value. */
  readonly chain: string;
  /** Ed25519 over the line without it, by a key the database's administrator lacks. */
  readonly signature: string;
}

/** A place outside the database that remembers seals. */
export interface Anchor {
  /** Remembers a seal; `previous` is the chain value of the seal before it. */
  readonly write: (line: Omit<Anchored, 'signature'>, previous: string) => void;
  readonly read: (site: string) => readonly Anchored[];
  /** Which seals it remembers: all up to a number, and these beyond. Asked every few seconds, so only what was added to the file is read. */
  readonly witnessed: (site: string) => Witnessed;
  /** The last seal that was ever anchored, and every time the chain did not go on from it. */
  readonly newest: (site: string) => Newest | undefined;
  /** Whether the line was written with the anchor's key. */
  readonly isGenuine: (line: Anchored) => boolean;
}

/** Numbers of the seals that have a witness. */
export interface Witnessed {
  readonly upTo: number;
  readonly beyond: ReadonlySet<number>;
}

const signedText = (line: Omit<Anchored, 'signature'>) => JSON.stringify([line.site, line.number, line.lastOrdinal, line.sealedAt, line.chain]);

/** A witness file and its key. Keep both where the database's administrator cannot write: another disk, host or owner. */
export function fileAnchor(witnessFile: string, keyFile: string): Anchor {
  const key = readOrMakeKey(keyFile);
  const publicKey = createPublicKey(key);
  mkdirSync(dirname(witnessFile), { recursive: true });
  const read = (site: string) => {
    if (!existsSync(witnessFile)) return [];
    const lines = readFileSync(witnessFile, 'utf8').split('\n');
    return lines.flatMap((text) => witnessOf(text) ?? []).filter((line) => line.site === site);
  };
  const known = new Map<string, { bytes: number; upTo: number; beyond: Set<number> }>();
  const newest = newestFile(`${keyFile}.newest.json`, key);
  return {
    write: (line, previous) => {
      const signature = sign(null, Buffer.from(signedText(line)), key).toString('base64');
      const file = openSync(witnessFile, 'a', 0o600);
      try {
        appendFileSync(file, `${JSON.stringify({ ...line, signature })}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      newest.keep(line.site, { ...line, previous });
    },
    read,
    witnessed: (site) => {
      const bytes = statSync(witnessFile, { throwIfNoEntry: false })?.size ?? 0;
      const before = known.get(site);
      if (before?.bytes === bytes) return before;
      // one that is shorter than it was is another file
      const now = before && before.bytes < bytes ? before : { bytes: 0, upTo: 0, beyond: new Set<number>() };
      const added = bytesFrom(witnessFile, now.bytes, bytes);
      // a line that is being written is read whole at the next look
      const whole = added.subarray(0, added.lastIndexOf(10) + 1);
      for (const text of whole.toString('utf8').split('\n')) {
        const line = witnessOf(text);
        if (line?.site === site && line.number > now.upTo) now.beyond.add(line.number);
      }
      while (now.beyond.delete(now.upTo + 1)) now.upTo++;
      now.bytes += whole.length;
      known.set(site, now);
      return now;
    },
    newest: newest.read,
    isGenuine: (line) => verify(null, Buffer.from(signedText(line)), publicKey, Buffer.from(line.signature, 'base64')),
  };
}

function bytesFrom(file: string, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  if (bytes.length === 0) return bytes;
  const opened = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, from));
  } finally {
    closeSync(opened);
  }
}

/** A line of a witness file. One that is none witnesses nothing, as what a power cut left half and what was written at its end: their seals are witnessed again. */
export function witnessOf(text: string): Anchored | undefined {
  try {
    const line = JSON.parse(text) as Partial<Anchored> | null;
    return typeof line?.signature === 'string' ? (line as Anchored) : undefined;
  } catch {
    return undefined;
  }
}

function readOrMakeKey(file: string): KeyObject {
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '@millrace/kernel';

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
  /** The newest seal that was ever anchored, and every time the chain did not go on from it; kept apart from the witness, beside the key. */
  readonly newest: (site: string) => Newest | undefined;
  /** Whether the line was written with the anchor's key. */
  readonly isGenuine: (line: Anchored) => boolean;
}

/** Numbers of the seals that have a witness. */
export interface Witnessed {
  readonly upTo: number;
  readonly beyond: ReadonlySet<number>;
}

/** What the anchor knows besides its witness: a witness that is cut together with the seals it speaks of is still shorter than this. */
export interface Newest {
  readonly number: number;
  readonly chain: string;
  /** Seals after which the next one did not follow from the one that was anchored: what was sealed since was put in its place. */
  readonly breaks: readonly { readonly number: number; readonly anchored: string; readonly found: string; readonly sealedAt: string }[];
  /** Ed25519 over the rest, by the anchor's key. */
  readonly signature: string;
}

const signedNewest = (site: string, { number, chain, breaks }: Omit<Newest, 'signature'>) => JSON.stringify([site, number, chain, breaks]);

const signedText = (line: Omit<Anchored, 'signature'>) => JSON.stringify([line.site, line.number, line.lastOrdinal, line.sealedAt, line.chain]);

/** A witness file and its key. Keep both where the database's administrator cannot write: another disk, host or owner. */
export function fileAnchor(witnessFile: string, keyFile: string): Anchor {
  const key = readOrMakeKey(keyFile);
  const publicKey = createPublicKey(key);
  mkdirSync(dirname(witnessFile), { recursive: true });
  const read = (site: string) => {
    if (!existsSync(witnessFile)) return [];
    const lines = readFileSync(witnessFile, 'utf8').split('\n').filter(Boolean);
    return lines.map((text, i) => readLine(text, witnessFile, i + 1)).filter((line) => line.site === site);
  };
  const known = new Map<string, { bytes: number; upTo: number; beyond: Set<number> }>();
  // beside the key, which whoever holds the database and the witness lacks
  const newestFile = `${keyFile}.newest.json`;
  const allNewest = () => (existsSync(newestFile) ? (JSON.parse(readFileSync(newestFile, 'utf8')) as Record<string, Newest>) : {});
  const keepNewest = ({ site, number, chain, sealedAt }: Omit<Anchored, 'signature'>, previous: string) => {
    const all = allNewest();
    const before = all[site];
    const goesOn = before === undefined || (number === before.number + 1 ? previous === before.chain : number !== before.number || chain === before.chain);
    const breaks = goesOn
      ? (before?.breaks ?? [])
      : [...before.breaks, { number: before.number, anchored: before.chain, found: number === before.number ? chain : previous, sealedAt }];
    // one that comes late, after another server anchored a newer one, moves nothing
    const isLate = before !== undefined && number < before.number;
    const next = { number: isLate ? before.number : number, chain: isLate ? before.chain : chain, breaks };
    const signature = sign(null, Buffer.from(signedNewest(site, next)), key).toString('base64');
    // whole or not at all: half a file would be no memory
    const part = `${newestFile}.${process.pid}.part`;
    writeFileSync(part, JSON.stringify({ ...all, [site]: { ...next, signature } }), { mode: 0o600, flush: true });
    renameSync(part, newestFile);
  };
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
      keepNewest(line, previous);
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
      for (const text of whole.toString('utf8').split('\n').filter(Boolean)) {
        const line = readLine(text, witnessFile);
        if (line.site === site && line.number > now.upTo) now.beyond.add(line.number);
      }
      while (now.beyond.delete(now.upTo + 1)) now.upTo++;
      now.bytes += whole.length;
      known.set(site, now);
      return now;
    },
    newest: (site) => {
      const found = allNewest()[site];
      if (found && !verify(null, Buffer.from(signedNewest(site, found)), publicKey, Buffer.from(found.signature, 'base64')))
        return { ...found, breaks: [...found.breaks, { number: found.number, anchored: 'unknown', found: found.chain, sealedAt: 'a time nobody knows' }] };
      return found;
    },
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

function readLine(text: string, file: string, number?: number): Anchored {
  try {
    return JSON.parse(text) as Anchored;
  } catch (error) {
    throw new Fault(`${number === undefined ? 'A line' : `Line ${number}`} of the witness file ${file} is no JSON: "${text.slice(0, 60)}"`, error);
  }
}

function readOrMakeKey(file: string): KeyObject {
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

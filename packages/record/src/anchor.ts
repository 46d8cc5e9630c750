import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
  readonly write: (line: Omit<Anchored, 'signature'>) => void;
  readonly read: (site: string) => readonly Anchored[];
  /** Number of the newest seal it remembers, 0 of none: asked every few seconds, so the file is read again only when it is another length. */
  readonly newest: (site: string) => number;
  /** Whether the line was written with the anchor's key. */
  readonly isGenuine: (line: Anchored) => boolean;
}

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
  const known = new Map<string, { bytes: number; newest: number }>();
  return {
    write: (line) => {
      const signature = sign(null, Buffer.from(signedText(line)), key).toString('base64');
      const file = openSync(witnessFile, 'a', 0o600);
      try {
        appendFileSync(file, `${JSON.stringify({ ...line, signature })}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    read,
    newest: (site) => {
      const bytes = statSync(witnessFile, { throwIfNoEntry: false })?.size ?? 0;
      const before = known.get(site);
      if (before?.bytes === bytes) return before.newest;
      const newest = read(site).reduce((most, line) => Math.max(most, line.number), 0);
      known.set(site, { bytes, newest });
      return newest;
    },
    isGenuine: (line) => verify(null, Buffer.from(signedText(line)), publicKey, Buffer.from(line.signature, 'base64')),
  };
}

function readLine(text: string, file: string, number: number): Anchored {
  try {
    return JSON.parse(text) as Anchored;
  } catch (error) {
    throw new Fault(`Line ${number} of the witness file ${file} is no JSON: "${text.slice(0, 60)}"`, error);
  }
}

function readOrMakeKey(file: string): KeyObject {
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

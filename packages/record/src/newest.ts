import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Fault } from '@millrace/kernel';

/** The last seal that was ever anchored, kept apart from the witness: one that is cut together with the seals it speaks of is still shorter than this. */
export interface Newest {
  readonly number: number;
  readonly chain: string;
  readonly breaks: readonly Break[];
  /** Ed25519 over the rest, by the anchor's key. */
  readonly signature: string;
}

/** A seal from which the chain did not go on as it was anchored. */
export interface Break {
  readonly number: number;
  readonly found: string;
  /** The chain value that was anchored, and when another was sealed in its place; none where this memory itself was altered by one who lacks the key, so that nobody knows what it said. */
  readonly instead?: { readonly anchored: string; readonly sealedAt: string };
}

/** A seal as its anchor is told of it; `previous` is the chain value of the seal before it. */
export interface Told {
  readonly number: number;
  readonly chain: string;
  readonly previous: string;
  readonly sealedAt: string;
}

export interface NewestFile {
  readonly read: (site: string) => Newest | undefined;
  readonly keep: (site: string, seal: Told) => void;
}

const signedText = (site: string, { number, chain, breaks }: Omit<Newest, 'signature'>) => JSON.stringify([site, number, chain, breaks]);

/** Keeps what was anchored last, of all sites, in a file beside the key: whoever holds the database and the witness lacks that folder. */
export function newestFile(file: string, key: KeyObject): NewestFile {
  const publicKey = createPublicKey(key);
  const all = (): Record<string, Newest> => {
    if (!existsSync(file)) return {};
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Newest>;
    } catch (error) {
      throw new Fault(`${file} is no JSON, so what was anchored last is not known. Bring back the file as it was, or move it away to begin anew`, error);
    }
  };
  const read = (site: string): Newest | undefined => {
    const found = all()[site];
    if (!found || verify(null, Buffer.from(signedText(site, found)), publicKey, Buffer.from(found.signature, 'base64'))) return found;
    return { ...found, breaks: [...found.breaks, { number: found.number, found: found.chain }] };
  };
  return {
    read,
    keep: (site, seal) => {
      const next = following(read(site), seal);
      const signature = sign(null, Buffer.from(signedText(site, next)), key).toString('base64');
      // whole or not at all: half a file would be no memory
      const part = `${file}.${process.pid}.part`;
      writeFileSync(part, JSON.stringify({ ...all(), [site]: { ...next, signature } }), { mode: 0o600, flush: true });
      renameSync(part, file);
    },
  };
}

/** What is remembered after one more seal. */
function following(before: Newest | undefined, { number, chain, previous, sealedAt }: Told): Omit<Newest, 'signature'> {
  if (!before) return { number, chain, breaks: [] };
  const isNext = number === before.number + 1;
  const isSame = number === before.number;
  const goesOn = isNext ? previous === before.chain : !isSame || chain === before.chain;
  const breaks = goesOn ? before.breaks : [...before.breaks, { number: before.number, found: isSame ? chain : previous, instead: { anchored: before.chain, sealedAt } }];
  // one that comes late, after another server anchored a newer one, moves nothing
  return number < before.number ? { number: before.number, chain: before.chain, breaks } : { number, chain, breaks };
}

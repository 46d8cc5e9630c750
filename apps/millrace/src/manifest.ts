import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SequenceState } from './backup-tables.ts';

export interface BackedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds. Written last: a folder without it is no backup. */
export interface Manifest {
  readonly millrace: 1;
  readonly takenAt: string;
  readonly migrations: readonly string[];
  readonly months: readonly string[];
  readonly tables: readonly ({ readonly name: string; readonly columns: string } & BackedFile)[];
  readonly sequences: readonly SequenceState[];
  readonly historian: BackedFile | null;
  readonly witness: BackedFile | null;
  readonly anchorKey: BackedFile | null;
  /** What was anchored last, as its key signed it; none in a backup of before it was carried. */
  readonly newest?: BackedFile | null;
}

const file = 'manifest.json';
const digestOf = (manifest: Manifest) => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** Writes the manifest with a digest of itself: what it says of sequences and months is in no other digest. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const part = join(folder, `${file}.part`);
  writeFileSync(part, JSON.stringify({ ...manifest, digest: digestOf(manifest) }, null, 1), { mode: 0o600, flush: true });
  renameSync(part, join(folder, file));
}

/** Reads a backup's manifest, and compares every file with it: what was damaged on its way is found before anything is touched. */
export async function readBackup(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  for (const one of [...manifest.tables, manifest.historian, manifest.witness, manifest.anchorKey, manifest.newest]) {
    if (!one) continue;
    const path = join(folder, one.file);
    if (!existsSync(path)) throw new Error(`The backup lacks ${one.file}. Nothing was restored.`);
    const found = await sha256Of(path);
    if (found !== one.sha256)
      throw new Error(`${one.file} is not as it was written: its digest is ${found.slice(0, 12)}, the manifest says ${one.sha256.slice(0, 12)}. Nothing was restored.`);
  }
  return manifest;
}

function readManifest(folder: string): Manifest {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Error(`${folder} is no whole backup: it has no ${file}. Nothing was restored.`);
  let read: Manifest & { readonly digest?: string };
  try {
    read = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new Error(`${path} is damaged: it is no JSON any more. Take another copy of this backup; nothing was restored.`, { cause: error });
  }
  if (read.millrace !== 1)
    throw new Error(
      `${path} is of a form that this version does not read (${JSON.stringify(read.millrace)}, known is 1). Restore with the version that took it; nothing was restored.`,
    );
  const { digest, ...manifest } = read;
  // one of before it had a digest is taken as it is
  if (digest !== undefined && digest !== digestOf(manifest))
    throw new Error(`${path} is not as it was written: it says other things than its own digest. Take another copy of this backup; nothing was restored.`);
  return manifest;
}

/** A file may be larger than memory. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

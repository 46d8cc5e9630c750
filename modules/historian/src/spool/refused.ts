import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { frame, readRecords } from './segment.ts';

export const refusedPath = (folder: string): string => join(folder, 'refused');

/** Keeps a record that was refused beside the spool. */
export function setAsideIn(folder: string, record: Buffer): string {
  appendFileSync(refusedPath(folder), frame(record));
  return refusedPath(folder);
}

/**
 * Offers each record that was set aside once more. The file goes when all of them are kept again; what is refused again meanwhile is set aside
 * in a new one. What cannot be read in it stays in `refused.damaged`.
 */
export async function offerRefused(folder: string, offer: (record: Buffer) => Promise<void>): Promise<number> {
  const taken = join(folder, 'refused.offered');
  // one that a crash left goes first
  if (!existsSync(taken)) {
    if (!existsSync(refusedPath(folder))) return 0;
    renameSync(refusedPath(folder), taken);
  }
  const { records, damagedBytes } = readRecords(readFileSync(taken));
  for (const { payload } of records) await offer(payload);
  if (damagedBytes > 0) renameSync(taken, join(folder, 'refused.damaged'));
  else rmSync(taken);
  return records.length;
}

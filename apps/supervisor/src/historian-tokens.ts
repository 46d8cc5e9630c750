import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Which batches the historian already holds: a batch sent again under its token is answered, not written again. */
export interface TokenTable {
  has(table: string, token: string): boolean;
  add(table: string, token: string): void;
  close(): void;
}

// 100,000 batches: at one batch a second from ten writers, three hours of retries.
// Beyond that the sample table's own key makes a repeated row count once.
const keptTokens = 100_000;

/**
 * Opens the token file of a historian folder. A token is added after its rows are on disk, so a crash between
 * the two can repeat a batch but never lose one. A torn last line is ignored.
 */
export function openTokenTable(folder: string, limit = keptTokens): TokenTable {
  const path = join(folder, 'tokens');
  let known = new Set<string>(existsSync(path) ? readTokens(readFileSync(path, 'utf8')) : []);
  rewrite();
  let file = openSync(path, 'a');

  function rewrite(): void {
    known = new Set([...known].slice(-limit));
    writeFileSync(`${path}.new`, [...known].map(line).join(''));
    renameSync(`${path}.new`, path);
  }

  return {
    has: (table, token) => known.has(key(table, token)),
    add(table, token) {
      known.add(key(table, token));
      writeSync(file, line(key(table, token)));
      if (known.size < 2 * limit) return;
      closeSync(file);
      rewrite();
      file = openSync(path, 'a');
    },
    close: () => closeSync(file),
  };
}

const key = (table: string, token: string): string => JSON.stringify([table, token]);
const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');
const line = (entry: string): string => `${checksum(entry)} ${entry}\n`;

function readTokens(text: string): string[] {
  const entries: string[] = [];
  for (const row of text.split('\n')) {
    const entry = row.slice(9);
    if (entry !== '' && row.slice(0, 8) === checksum(entry)) entries.push(entry);
  }
  return entries;
}

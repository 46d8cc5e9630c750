import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistorianLog } from './historian-process.ts';

/** Why a test of the real engine cannot run on this machine, or `false` when it can. */
export const withoutEngine: string | false = (() => {
  try {
    createRequire(import.meta.url).resolve(`@chdb/lib-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}/package.json`);
    return false;
  } catch {
    return `chdb has no library installed for ${process.platform}-${process.arch}`;
  }
})();

/** A folder that goes when the test ends. */
export function temporaryFolder(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'millrace-historian-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A log that keeps its lines for the test to read. */
export function keptLog(): HistorianLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (facts: object, message: string): void => void lines.push(`${message} ${JSON.stringify(facts)}`);
  return { lines, info: keep, warn: keep, error: keep };
}

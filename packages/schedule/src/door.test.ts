import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Every file a door reaches by import, and every package. */
function reached(file: URL, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^']*?from '([^']+)';$/gm)) {
    if (name!.startsWith('.')) reached(new URL(name!, file), seen);
    else seen.add(name!);
  }
  return seen;
}

test('the main door reaches nothing of Node, so that a browser can schedule', () => {
  const names = [...reached(new URL('./index.ts', import.meta.url))];
  assert.ok(names.length > 20);
  assert.deepEqual(
    names.filter((name) => !name.startsWith('file:')),
    ['@millrace/calendar'],
  );
  assert.ok(reached(new URL('./parallel.ts', import.meta.url)).has('node:worker_threads'));
});

test('no file behind the main door reads a clock, chance or the environment', () => {
  const files = [...reached(new URL('./index.ts', import.meta.url))].filter((name) => name.startsWith('file:'));
  assert.deepEqual(
    files.filter((file) => /\b(Date\.now|new Date|performance\.now\(\);|Math\.random|process\.|Temporal\.Now)/.test(readFileSync(new URL(file), 'utf8'))),
    [],
  );
});

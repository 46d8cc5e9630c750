import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { dropFolder, type Dropped } from './drop-folder.ts';

/** A drop folder whose every file is refused; what was handed on is noted. */
function refusing(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-drop-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'in'));
  const taken: Dropped[] = [];
  const failed: unknown[] = [];
  const drop = dropFolder(folder, { settleMs: 0, maxBytes: 1000, now: () => 4_000_000_000_000 }, async (file) => (taken.push(file), { refused: 'It is no message.' }), (_name, error) => void failed.push(error));
  return { folder, drop, taken, failed };
}

test('a link laid into the folder is not followed to a file of ours', async (t) => {
  const { folder, drop, taken } = refusing(t);
  writeFileSync(join(folder, 'anchor.pem'), 'a key');
  symlinkSync(join(folder, 'anchor.pem'), join(folder, 'in/order.xml'));
  assert.equal(await drop.look(), 0);
  assert.deepEqual(taken, []);
});

test('a file with the longest name a disk takes is laid in error with its reason, and is not taken again', async (t) => {
  const { folder, drop, taken, failed } = refusing(t);
  writeFileSync(join(folder, 'in', `${'x'.repeat(251)}.xml`), '<a/>');
  assert.deepEqual([await drop.look(), await drop.look(), taken.length, failed], [1, 0, 1, []]);
  const [file, reason] = readdirSync(join(folder, 'error')).toSorted();
  assert.equal(reason, `${file}.reason.txt`);
  assert.match(file!, /\.xml$/);
});

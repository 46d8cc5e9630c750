import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lockFolder } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-lock-'));
const file = join(folder, 'supervisor.lock');
after(() => rmSync(folder, { recursive: true }));

test('a second start on one data folder is told which process has it', () => {
  const unlock = lockFolder(file);
  assert.throws(() => lockFolder(file), new RegExp(`process ${process.pid}\\)\\. Stop it first`));
  unlock();
  assert.equal(existsSync(file), false);
});

test('a lock left by a killed process is taken over', () => {
  writeFileSync(file, '999999999 long ago');
  lockFolder(file)();
});

test(
  'a lock whose process number was given to another program after a power cut is taken over',
  { skip: process.platform === 'linux' ? false : 'told by /proc on Linux only' },
  () => {
    writeFileSync(file, `${process.pid} another-boot/1`);
    lockFolder(file)();
  },
);

test('a lock of which only the number is known holds while a process has that number', () => {
  writeFileSync(file, String(process.pid));
  assert.throws(() => lockFolder(file), /runs already/);
  rmSync(file);
});

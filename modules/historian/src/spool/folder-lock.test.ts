import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FolderHeld, lockFolder } from './folder-lock.ts';

const folderFor = (run: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-lock-'));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('a folder that a living process holds is refused, with its id', () => {
  folderFor((folder) => {
    const unlock = lockFolder(folder);
    assert.throws(
      () => lockFolder(folder),
      (error) => error instanceof FolderHeld && error.message.includes(`Process ${process.pid}`),
    );
    unlock();
    lockFolder(folder)();
    assert.deepEqual(readdirSync(folder), []);
  });
});

test('the lock of a dead process is taken over, also where its id lives on in another', { skip: !existsSync('/proc/self/stat') && 'no start times here' }, () => {
  folderFor((folder) => {
    for (const owner of [
      { pid: 2 ** 30, started: '1' },
      { pid: process.pid, started: '1' },
    ]) {
      writeFileSync(join(folder, 'owner'), JSON.stringify(owner));
      lockFolder(folder)();
    }
  });
});

test('a torn lock is no lock', () => {
  folderFor((folder) => {
    writeFileSync(join(folder, 'owner'), '{"pid":');
    lockFolder(folder)();
  });
});

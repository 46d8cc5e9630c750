import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

test('the lock of a dead process is taken over, and so is one that an earlier version or a power cut left', () => {
  folderFor((folder) => {
    for (const owner of [`${2 ** 30} long ago`, JSON.stringify({ pid: 2 ** 30, started: '1' }), '{"pid":']) {
      writeFileSync(join(folder, 'owner'), owner);
      lockFolder(folder)();
    }
  });
});

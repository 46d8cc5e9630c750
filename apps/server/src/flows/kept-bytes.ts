import { copyFile, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Messages that do not fit a row, byte for byte, each under its SHA-256. */
export interface KeptBytes {
  readonly keep: (sha256: string, from: Uint8Array | string) => Promise<void>;
  readonly read: (sha256: string) => Promise<Uint8Array>;
}

/** Keeps bytes in a folder. What is there already is not written again: the name is the content. */
export function keptBytes(folder: string): KeptBytes {
  return {
    keep: async (sha256, from) => {
      const path = join(folder, sha256);
      const isThere = await stat(path).then(
        () => true,
        () => false,
      );
      if (isThere) return;
      await mkdir(folder, { recursive: true });
      const before = `${path}.${process.pid}.tmp`;
      if (typeof from === 'string') await copyFile(from, before);
      const file = await open(before, typeof from === 'string' ? 'r+' : 'w');
      try {
        if (typeof from !== 'string') await file.writeFile(from);
        // on disk before the record says that it is
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(before, path);
    },
    read: async (sha256) => new Uint8Array(await readFile(join(folder, sha256))),
  };
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file that another system laid down. One that is too large to be read comes without its bytes. */
export interface Dropped {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly bytes: Uint8Array | undefined;
  readonly sha256: string;
}

export interface DropFolder {
  /** Takes what lies there now; answers how many files it laid in done or error. */
  readonly look: () => Promise<number>;
}

/**
 * A folder with `in`, `work`, `done` and `error`. A file leaves `work` only when `take` has kept it; after a crash between
 * the two it is taken again, which changes nothing. In `error` its reason lies beside it. No file is ever deleted.
 */
export function dropFolder(
  folder: string,
  settings: { settleMs: number; maxBytes: number; now: () => number },
  take: (file: Dropped) => Promise<{ refused: string } | 'taken'>,
  failed: (name: string, error: unknown) => void,
): DropFolder {
  const at = (...parts: string[]) => join(folder, ...parts);
  const isFile = (name: string) => !name.startsWith('.') && !/\.(tmp|part)$/i.test(name);

  const lay = async (name: string, where: 'done' | 'error', reason?: string) => {
    const isTaken = await stat(at(where, name)).then(
      () => true,
      () => false,
    );
    // 200 bytes of name: the file system takes 255, and the moment and the reason's ending come on top
    const short = Buffer.byteLength(name) <= 200 ? name : `${createHash('sha256').update(name).digest('hex')}${extname(name).slice(0, 20)}`;
    const final = isTaken || short !== name ? `${settings.now()}-${short}` : name;
    // the reason first: a file in error without its reason would be a riddle
    if (reason !== undefined) await writeFile(at(where, `${final}.reason.txt`), `${reason}\n`);
    await rename(at('work', name), at(where, final));
  };

  const takeOne = async (name: string): Promise<boolean> => {
    try {
      const path = at('work', name);
      const { size } = await stat(path);
      const isReadable = size <= settings.maxBytes;
      const bytes = isReadable ? new Uint8Array(await readFile(path)) : undefined;
      const answer = await take({ name, path, size, bytes, sha256: bytes ? createHash('sha256').update(bytes).digest('hex') : await hashOf(path) });
      await lay(name, answer === 'taken' ? 'done' : 'error', answer === 'taken' ? undefined : answer.refused);
      return true;
    } catch (error) {
      // it stays in work and is taken at the next look; the others do not wait for it
      failed(name, error);
      return false;
    }
  };

  return {
    look: async () => {
      for (const one of ['in', 'work', 'done', 'error']) await mkdir(at(one), { recursive: true });
      let laid = 0;
      for (const name of (await readdir(at('work'))).filter(isFile).toSorted()) if (await takeOne(name)) laid++;
      for (const name of (await readdir(at('in'))).filter(isFile).toSorted()) {
        // lstat: a link could name any file this server may read, and its content would be shown to whoever reads messages
        const found = await lstat(at('in', name));
        if (!found.isFile() || settings.now() - found.mtimeMs < settings.settleMs) continue;
        await rename(at('in', name), at('work', name));
        if (await takeOne(name)) laid++;
      }
      return laid;
    },
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

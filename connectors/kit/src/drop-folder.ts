import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file that another system laid down. One that is too large to be read comes without its bytes. */
export interface Dropped {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly bytes: Uint8Array | undefined;
  readonly sha256: string;
  /** For how long we have seen that nobody wrote to it, ms. */
  readonly quietMs: number;
}

/** What became of a file: taken, refused with the reason, or not whole yet: it stays in `work` and is looked at again. */
export type Outcome = 'taken' | 'not-whole' | { readonly refused: string };

export interface DropFolder {
  /** Takes what lies there now; answers how many files it laid in done or error. */
  readonly look: () => Promise<number>;
}

export interface DropSettings {
  /** A file that we have not seen unchanged for this long may still be written to, ms. */
  readonly settleMs: number;
  /** A larger file is not read, bytes. */
  readonly maxBytes: number;
  readonly now: () => number;
  /** How each file was seen last; given where a folder is looked at by one after another. */
  readonly seen?: FilesSeen;
}

/** By where a file lies and its name: its size and time, and since when we see it so, ms. */
export type FilesSeen = Map<string, { readonly as: string; readonly since: number }>;

/**
 * A folder with `in`, `work`, `done` and `error`. A file leaves `work` only when `take` has kept it; after a crash between
 * the two it is taken again, which changes nothing. In `error` its reason lies beside it; so do links, and folders named as a file. No file is ever deleted or written over.
 */
export function dropFolder(folder: string, settings: DropSettings, take: (file: Dropped) => Promise<Outcome>, failed: (name: string, error: unknown) => void): DropFolder {
  const at = (...parts: string[]) => join(folder, ...parts);
  // by our own clock alone: that of a file server may be ahead or behind, and a copy may keep the time its sender gave it
  const seen: FilesSeen = settings.seen ?? new Map();
  const there = new Set<string>();
  const quietMs = (key: string, { size, mtimeMs }: Stats) => {
    const as = `${size} ${mtimeMs}`;
    const before = seen.get(key);
    const since = before?.as === as ? before.since : settings.now();
    seen.set(key, { as, since });
    there.add(key);
    return settings.now() - since;
  };

  const lay = async (name: string, where: 'done' | 'error', reason?: string, from: 'in' | 'work' = 'work') => {
    // 200 bytes of name: the file system takes 255, and the moment and the reason's ending come on top
    const short = Buffer.byteLength(name) <= 200 ? name : `${createHash('sha256').update(name).digest('hex')}${extname(name).slice(0, 20)}`;
    let final = short;
    for (let nth = 0; short !== name || (await exists(at(where, final))); nth++) {
      final = `${settings.now()}${nth === 0 ? '' : `-${nth}`}-${short}`;
      if (!(await exists(at(where, final)))) break;
    }
    // the reason first: a file in error without its reason would be a riddle
    if (reason !== undefined) await writeFile(at(where, `${final}.reason.txt`), `${reason}\n`);
    await rename(at(from, name), at(where, final));
  };

  const takeOne = async (name: string): Promise<boolean> => {
    try {
      const path = at('work', name);
      const found = await stat(path);
      const { size } = found;
      const bytes = size <= settings.maxBytes ? new Uint8Array(await readFile(path)) : undefined;
      const answer = await take({
        name,
        path,
        size,
        bytes,
        sha256: bytes ? createHash('sha256').update(bytes).digest('hex') : await hashOf(path),
        quietMs: quietMs(`work/${name}`, found),
      });
      if (answer === 'not-whole') return false;
      await lay(name, answer === 'taken' ? 'done' : 'error', answer === 'taken' ? undefined : answer.refused);
      return true;
    } catch (error) {
      // another server took it between two looks of ours: it is in good hands
      if (isGone(error)) return false;
      // it stays in work and is taken at the next look; the others do not wait for it
      failed(name, error);
      return false;
    }
  };

  /** Moves a file that is whole from `in` to `work`. */
  const fetch = async (name: string): Promise<boolean> => {
    try {
      // lstat: a link could name any file this server may read, and its content would be shown to whoever reads messages
      const found = await lstat(at('in', name));
      if (quietMs(`in/${name}`, found) < settings.settleMs) return false;
      if (!found.isFile()) {
        // a folder that does not claim to be a message is somebody's own order
        if (!found.isDirectory() || extname(name) !== '') await lay(name, 'error', noFile(found.isDirectory()), 'in');
        return false;
      }
      // one of that name could not be taken yet and waits: this one waits behind it
      if (await exists(at('work', name))) return false;
      await rename(at('in', name), at('work', name));
      seen.set(`work/${name}`, seen.get(`in/${name}`)!);
      return true;
    } catch (error) {
      // its sender took it back, or another server was first
      if (!isGone(error)) failed(name, error);
      return false;
    }
  };

  /** Gives a file whose name is no UTF-8, as older systems write it, the name it was meant to have: by the one we would read, nobody finds it. */
  const nameAnew = async (bytes: Buffer): Promise<void> => {
    const name = new TextDecoder('windows-1252').decode(bytes);
    const from = Buffer.concat([Buffer.from(`${at('in')}${sep}`), bytes]);
    try {
      if (quietMs(bytes.toString('latin1'), await lstat(from)) < settings.settleMs || (await exists(at('in', name)))) return;
      await rename(from, at('in', name));
    } catch (error) {
      if (!isGone(error)) failed(name, error);
    }
  };

  return {
    look: async () => {
      for (const one of ['in', 'work', 'done', 'error']) await mkdir(at(one), { recursive: true });
      there.clear();
      let laid = 0;
      // what a crash left in work comes first, then what is new, each in the order of its name
      for (const name of await whole(at('work'))) if (await takeOne(name)) laid++;
      for (const bytes of await readdir(at('in'), { encoding: 'buffer' })) if (!isUtf8(bytes)) await nameAnew(bytes);
      for (const name of await whole(at('in'))) if ((await fetch(name)) && (await takeOne(name))) laid++;
      for (const key of seen.keys()) if (!there.has(key)) seen.delete(key);
      return laid;
    },
  };
}

const noFile = (isFolder: boolean) =>
  isFolder ? 'This is a folder. Lay the files themselves into "in".' : 'This is a link or a device, and is not followed. Lay the file itself into "in".';

/** Names of files whose sender does not say that they are still being written, in order. */
const whole = async (folder: string) => (await readdir(folder)).filter((name) => !name.startsWith('.') && !/\.(tmp|part)$/i.test(name)).toSorted();

const isGone = (error: unknown) => (error as { code?: string }).code === 'ENOENT';

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another living process writes to this folder. */
export class FolderHeld extends Error {
  override readonly name = 'FolderHeld';
}

/**
 * Makes this process the only one that writes to a folder, until it lets go or dies: a lock left by a dead process is
 * taken over. Process ids are told apart from their re-use by the start time of the process, where the system tells it.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'owner');
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  const draft = join(folder, `owner.${process.pid}.${Math.random().toString(36).slice(2)}`);
  writeFileSync(draft, mine);
  try {
    // A link either makes the name or fails: two processes never both succeed
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(draft, path);
        return () => rmSync(path, { force: true });
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      }
      const owner = readOwner(path);
      if (owner !== undefined && isAlive(owner)) throw new FolderHeld(`Process ${owner.pid} writes to ${folder}. One process at a time may; give this one a folder of its own.`);
      takeAway(path, owner);
    }
    throw new FolderHeld(`Several processes want ${folder} at once. Give each a folder of its own.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

interface Owner {
  readonly pid: number;
  readonly started: string | undefined;
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    return undefined; // gone meanwhile, or torn by a crash: nobody living holds it
  }
}

/** Moves a dead owner's lock aside; puts it back where a living one has slipped in between. */
function takeAway(path: string, judged: Owner | undefined): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cause;
  }
  const moved = readOwner(aside);
  if (moved !== undefined && (moved.pid !== judged?.pid || moved.started !== judged.started)) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return now === undefined || started === undefined || now === started;
}

/** Field 22 of /proc/<pid>/stat: clock ticks from boot to the start of the process. Other systems do not tell it. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Another living process holds the lock. */
export class Held extends Error {
  override readonly name = 'Held';
  readonly by: number;
  constructor(path: string, by: number) {
    super(`Process ${by} holds the lock ${path}.`);
    this.by = by;
  }
}

// 10: each try but the last met a lock that was given back, or one whose dead owner somebody else has just followed
const tries = 10;

/**
 * Makes this process the only one that has a file, until it gives it back or dies; answers how to give it back. The lock of a dead
 * process is taken over: by one alone, also where many start at once, for whoever follows a dead owner locks that first.
 */
export function lockFile(path: string): () => void {
  const mine = `${process.pid} ${bornAt(process.pid) ?? ''}`;
  // written before it has its name: nobody ever reads a lock that does not say yet whose it is
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let tried = 0; tried < tries; tried++) {
      if (isLinked(draft, path)) return once(path, mine);
      const found = read(path);
      if (found === undefined) continue; // given back meanwhile
      const holder = livingIn(found);
      if (holder !== undefined) throw new Held(path, holder);
      if (follows(found, draft, path)) return once(path, mine);
    }
    throw new Error(`The lock ${path} could not be taken; several starts met. Try again.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Puts a lock in the place of a dead owner's, where it still is. Only who holds the right to follow that owner may take it away. */
function follows(dead: string, draft: string, path: string): boolean {
  const giveBack = lockFile(`${path}.after.${createHash('sha256').update(dead).digest('hex').slice(0, 12)}`);
  try {
    if (read(path) !== dead) return false;
    renameSync(draft, path);
    return true;
  } finally {
    giveBack();
  }
}

/** Gives a lock back at the first call; later ones leave alone what somebody else may hold by then. */
function once(path: string, mine: string): () => void {
  let isMine = true;
  return () => {
    if (isMine && read(path) === mine) rmSync(path, { force: true });
    isMine = false;
  };
}

/** A link either makes the name or fails: two processes never both succeed. */
function isLinked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

/**
 * The process that a lock names, while it lives. After a power cut another process may have its number: it was born at another time. A
 * lock that a power cut tore names nobody.
 */
function livingIn(lock: string): number | undefined {
  const [number, ...rest] = lock.split(' ');
  const pid = Number(number);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  const born = rest.join(' ');
  const now = bornAt(pid);
  return now !== undefined && born !== '' && now !== born ? undefined : pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process was born, as its system tells it; undefined where none tells. */
function bornAt(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      // the 22nd field, in ticks since this boot; the second one is a name that may hold blanks and brackets
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    }
    const told = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
    return told || undefined;
  } catch {
    // no such process, or a system without these files: its number alone decides
    return undefined;
  }
}

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** One supervisor per data folder. Answers how to give the lock back. */
export function lockFolder(file: string): () => void {
  for (let tried = 0; tried < 2; tried++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${bornAt(process.pid) ?? ''}`);
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      if (holder !== undefined) throw new Error(`Millrace runs already on this data folder (process ${holder}). Stop it first, or set MILLRACE_DATA to another folder.`);
      rmSync(file, { force: true }); // left behind by one that was killed
    }
  }
  throw new Error(`The lock ${file} could not be taken; two starts met. Try again.`);
}

/** The process that holds a lock, while it lives. After a power cut another process may have its number: it was born at another time. */
function holderOf(file: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // given back meanwhile
    throw error;
  }
  const [pid, ...born] = text.split(' ');
  if (!Number(pid) || !isAlive(Number(pid))) return undefined;
  const now = bornAt(Number(pid));
  return now !== undefined && born.join(' ') !== '' && now !== born.join(' ') ? undefined : Number(pid);
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

import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** One supervisor per data folder. Answers how to give the lock back. */
export function lockFolder(file: string): () => void {
  for (let tried = 0; tried < 2; tried++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
      if (pid > 0 && isAlive(pid)) throw new Error(`Millrace runs already on this data folder (process ${pid}). Stop it first, or set MILLRACE_DATA to another folder.`);
      rmSync(file, { force: true }); // left behind by one that was killed
    }
  }
  throw new Error(`The lock ${file} could not be taken; two starts met. Try again.`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { isMainThread, Worker, workerData } from 'node:worker_threads';

/*
 * Loaded before a child of the supervisor (`--import`, see `child.ts`): ends the child when its parent has gone and it does not end by itself.
 * A thread of its own looks, because the main thread may be the very thing that hangs: busy, or waiting for a disk
 * that does not answer. An orphan that answers nobody would hold its port and its files against the next start.
 */

interface Watched {
  readonly parent: number;
  readonly patienceMs: number;
}

// a tenth of the patience, and at most half a second: looking costs a system call
const lookEveryMs = (patienceMs: number) => Math.min(500, patienceMs / 10);

if (isMainThread) {
  const asked = new URL(import.meta.url).searchParams;
  const watched: Watched = { parent: Number(asked.get('parent')), patienceMs: Number(asked.get('patienceMs')) };
  // no flags of ours: the thread would load this file before itself, and so on
  new Worker(new URL(import.meta.url), { execArgv: [], workerData: watched }).unref();
} else watch(workerData as Watched);

function watch({ parent, patienceMs }: Watched): void {
  let aloneSince: number | undefined;
  setInterval(() => {
    if (isThere(parent)) return;
    aloneSince ??= performance.now();
    if (performance.now() - aloneSince >= patienceMs) process.kill(process.pid, 'SIGKILL');
  }, lookEveryMs(patienceMs));
}

/** A process whose parent dies is given to another; where the system does not do that, the parent's number answers no more. */
function isThere(parent: number): boolean {
  if (process.ppid !== parent) return false;
  try {
    process.kill(parent, 0);
    return true;
  } catch {
    return false;
  }
}

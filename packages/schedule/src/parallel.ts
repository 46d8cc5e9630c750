import { Worker } from 'node:worker_threads';

import { checkBudget } from './run.ts';
import type { Budget } from './run.ts';
import { openSearch } from './search.ts';
import type { Objective, Problem } from './problem.ts';
import type { ExplainedSchedule } from './schedule.ts';
import { onlyNamed } from './only-named.ts';

export interface ParallelOptions {
  readonly objective?: Objective;
  /** Each worker has a seed of its own made from this one. Left out: 1. */
  readonly seed?: number;
  /** Whole, 1 to 64. */
  readonly workers: number;
  /** Here the workers read the clock themselves. */
  readonly budget: Omit<Budget, 'clock' | 'stop'>;
  /** Aborted, it ends the search with the best so far; it is not a failure. */
  readonly signal?: AbortSignal;
  /** What `milliseconds` counts in each thread: time that goes by, or time it has the processor, fairer on a busy machine. Left out: elapsed. */
  readonly timeIs?: 'elapsed' | 'processor';
}

/** What a worker is sent. */
export interface WorkerTask {
  readonly problem: Problem;
  readonly objective: Objective | undefined;
  readonly seed: number;
  readonly budget: Omit<Budget, 'clock' | 'stop'>;
  /** One shared number: not 0 when the search is to end. */
  readonly stopped: Int32Array;
  readonly timeIs: 'elapsed' | 'processor';
}

/**
 * Search on several threads of Node, each with its own seed, and return the cheapest schedule; of equals, the first seed's.
 * With a budget in iterations the answer is the same each time. Not for browsers: there, step `openSearch` in a worker of your own.
 */
export async function scheduleInParallel(problem: Problem, options: ParallelOptions): Promise<ExplainedSchedule> {
  onlyNamed('options', options, ['objective', 'seed', 'workers', 'budget', 'signal', 'timeIs']);
  const { workers, budget, objective, seed = 1, timeIs = 'elapsed', signal } = options;
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) throw new RangeError(`workers is ${workers}; it must be a whole number from 1 to 64.`);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is ${seed}; it must be a whole number.`);
  checkBudget({ ...budget, clock: () => 0 });
  // refuse here, before any thread is begun
  openSearch(problem, objective ? { objective } : {});
  const stopped = new Int32Array(new SharedArrayBuffer(4));
  const stop = (): void => void Atomics.store(stopped, 0, 1);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const found = await Promise.all(Array.from({ length: workers }, (_, i) => runWorker({ problem, objective, seed: seed * 64 + i, budget, stopped, timeIs }))).finally(() =>
    signal?.removeEventListener('abort', stop),
  );
  return found.reduce((best, each) => (each.measures.cost < best.measures.cost ? each : best));
}

function runWorker(task: WorkerTask): Promise<ExplainedSchedule> {
  const { promise, resolve, reject } = Promise.withResolvers<ExplainedSchedule>();
  const worker = new Worker(new URL('./parallel-worker.ts', import.meta.url), { workerData: task });
  worker.once('message', resolve);
  worker.once('error', (cause) => reject(new Error('A scheduling thread failed.', { cause })));
  worker.once('exit', (code) => reject(new Error(`A scheduling thread ended with code ${code} before it had a schedule.`)));
  return promise;
}

import { parentPort, workerData } from 'node:worker_threads';

import type { WorkerTask } from './parallel.ts';
import { schedule } from './run.ts';

const { problem, objective, seed, budget, stopped, timeIs } = workerData as WorkerTask;

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
const clock = timeIs === 'processor' ? processorTime : () => performance.now();

parentPort?.postMessage(schedule(problem, { ...(objective ? { objective } : {}), seed, budget: { ...budget, clock, stop: () => Atomics.load(stopped, 0) !== 0 } }));

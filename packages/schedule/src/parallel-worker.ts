import { parentPort, workerData } from 'node:worker_threads';

import type { WorkerTask } from './parallel.ts';
import { schedule } from './run.ts';

const { problem, objective, seed, budget } = workerData as WorkerTask;
parentPort?.postMessage(schedule(problem, { ...(objective ? { objective } : {}), seed, budget: { ...budget, clock: () => performance.now() } }));

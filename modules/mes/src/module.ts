import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { answer, begin, call, callRecord, complete, execution, noteDeviation, record, unblock } from './index.ts';
import { calls, executionOfJob } from './execution/store.ts';
import { onJobEnds } from './reactions/free-unit.ts';
import { onExecutionBegun } from './reactions/on-execution-begun.ts';
import { onJobStarted } from './reactions/on-job-started.ts';
import { onBegunTakeUnit } from './reactions/set-job.ts';

/** What the room brings to the house. */
export const mes: Room = {
  name: 'mes',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [execution, callRecord],
  commands: [begin, record, complete, noteDeviation, unblock, call, answer],
  queries: [executionOfJob, calls],
  reactions: [onJobStarted, onExecutionBegun, onBegunTakeUnit, ...onJobEnds],
};

import { join } from 'node:path';
import type { Room } from '@millrace/store';
import * as door from './index.ts';
import { exportExecutions } from './execution/export.ts';
import { calls, executionOfJob } from './execution/store.ts';
import { stations } from './station/store.ts';
import { onJobEnds } from './reactions/free-unit.ts';
import { onExecutionBegun } from './reactions/on-execution-begun.ts';
import { onJobOver } from './reactions/on-job-over.ts';
import { onJobStarted } from './reactions/on-job-started.ts';
import { onBlockStopped } from './reactions/on-block-stopped.ts';
import { overdueTimer } from './reactions/overdue-timer.ts';
import { onOverdue } from './reactions/on-overdue.ts';
import { onJobRunsOrStands } from './reactions/on-job-stands.ts';
import { onBegunTakeUnit } from './reactions/set-job.ts';

/** What the room brings to the house. */
export const mes: Room = {
  name: 'mes',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [door.execution, door.callRecord],
  commands: [
    door.begin,
    door.record,
    door.complete,
    door.verify,
    door.endChecks,
    door.markOverdue,
    door.stopClock,
    door.startClock,
    door.acceptBlock,
    door.answerBlock,
    door.noteAccepted,
    door.noteDeviation,
    door.forgetDeviation,
    door.unblock,
    door.yieldLot,
    door.call,
    door.answer,
  ],
  queries: [executionOfJob, exportExecutions, calls, stations],
  reactions: [onJobStarted, onExecutionBegun, onBegunTakeUnit, onBlockStopped, ...onOverdue, ...onJobRunsOrStands, ...onJobEnds, ...onJobOver],
  timers: [overdueTimer],
};

import { upward } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import { startClock } from '../execution/start-clock.ts';
import { stopClock } from '../execution/stop-clock.ts';

interface Ended {
  readonly subject: string;
  readonly at: Temporal.Instant;
}
const stands = (event: Ended) => [{ jobOrder: event.subject as never, at: event.at.toString() }];

const shared = { noun: jobOrder, then: stopClock, inputs: stands } as const;

/** The times of checks run while the job runs. A stop and its start may be heard in either order: what the order says now decides whether the clock runs. */
export const onJobRunsOrStands = [
  upward({ ...shared, name: 'mes.stop-clock-of-paused-job', on: 'work.job-order.paused' }),
  upward({ ...shared, name: 'mes.stop-clock-of-held-job', on: 'work.job-order.held' }),
  upward({ ...shared, name: 'mes.stop-clock-of-completed-job', on: 'work.job-order.completed' }),
  upward({ ...shared, name: 'mes.stop-clock-of-aborted-job', on: 'work.job-order.aborted' }),
  upward({ ...shared, name: 'mes.start-clock-of-resumed-job', on: 'work.job-order.resumed', then: startClock }),
] as const;

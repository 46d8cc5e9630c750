import { upward } from '@millrace/kernel';
import { derivedId, setJob } from '@millrace/scada';
import { jobOrder } from '@millrace/work';

/** What every event that ends a running interval of an order carries. */
interface Ended {
  readonly segment?: { readonly runsAt: string; readonly to: Temporal.Instant } | undefined;
}

/** The unit is free again: from there its intervals carry no job. */
const freed = (event: Ended, heard: { id: string }) => (event.segment ? [{ place: event.segment.runsAt, interval: derivedId(heard.id), at: event.segment.to.toString() }] : []);

const shared = { noun: jobOrder, then: setJob } as const;
export const onJobEnds = [
  upward({ ...shared, name: 'mes.free-unit-of-completed-job', on: 'work.job-order.completed', inputs: freed }),
  upward({ ...shared, name: 'mes.free-unit-of-paused-job', on: 'work.job-order.paused', inputs: freed }),
  upward({ ...shared, name: 'mes.free-unit-of-held-job', on: 'work.job-order.held', inputs: freed }),
  upward({ ...shared, name: 'mes.free-unit-of-aborted-job', on: 'work.job-order.aborted', inputs: freed }),
] as const;

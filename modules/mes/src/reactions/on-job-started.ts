import { upward } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import { begin } from '../execution/begin.ts';

/** A started job gets its steps. Queued, and there within a breath: starting never waits for it. */
export const onJobStarted = upward({ name: 'mes.begin-execution', noun: jobOrder, on: 'work.job-order.started', then: begin, inputs: (event) => [{ jobOrder: event.subject }] });

import { upward, type Id } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import { endOrder } from '../production-request/end-order.ts';

const inputOf = (event: { subject: Id<'work.job-order'>; request?: string | undefined }) =>
  event.request === undefined ? [] : [{ request: event.request as Id<'planning.production-request'>, jobOrder: event.subject }];

/** An order that is over is noted in its request. */
export const onJobOrderEnded = [
  upward({ name: 'planning.note-completed-order', noun: jobOrder, on: 'work.job-order.completed', then: endOrder, inputs: inputOf }),
  upward({ name: 'planning.note-aborted-order', noun: jobOrder, on: 'work.job-order.aborted', then: endOrder, inputs: inputOf }),
  upward({ name: 'planning.note-cancelled-order', noun: jobOrder, on: 'work.job-order.cancelled', then: endOrder, inputs: inputOf }),
];

import { upward, type Id, type Reaction } from '@millrace/kernel';
import { jobOrder } from '../job-order/job-order.ts';
import type { Segment } from '../job-order/segment.ts';
import { record } from '../job-response/record.ts';

// the response takes the identity of the event that ended it: recorded once, however often the event is delivered
const responseOf = (event: { subject: string; segment?: Segment | undefined }, heard: { id: string }, endedBy: 'pause' | 'hold' | 'completion' | 'abortion') =>
  event.segment
    ? [
        {
          response: heard.id as Id<'work.job-response'>,
          jobOrder: event.subject as Id<'work.job-order'>,
          segment: { ...event.segment, from: event.segment.from.toString(), to: event.segment.to.toString(), persons: [...event.segment.persons] },
          endedBy,
        },
      ]
    : [];

/** Whatever ends an interval of work leaves its response. */
export const onJobOrderStopped: readonly Reaction[] = [
  upward({ name: 'work.respond-to-pause', noun: jobOrder, on: 'work.job-order.paused', then: record, inputs: (event, heard) => responseOf(event, heard, 'pause') }),
  upward({ name: 'work.respond-to-hold', noun: jobOrder, on: 'work.job-order.held', then: record, inputs: (event, heard) => responseOf(event, heard, 'hold') }),
  upward({ name: 'work.respond-to-completion', noun: jobOrder, on: 'work.job-order.completed', then: record, inputs: (event, heard) => responseOf(event, heard, 'completion') }),
  upward({ name: 'work.respond-to-abortion', noun: jobOrder, on: 'work.job-order.aborted', then: record, inputs: (event, heard) => responseOf(event, heard, 'abortion') }),
];

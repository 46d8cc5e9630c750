import { upward } from '@millrace/kernel';
import { fill } from '@millrace/material';
import { jobOrder } from '@millrace/work';
import { execution } from '../execution/execution.ts';
import { yieldLot } from '../execution/yield.ts';

const ofJob = (event: { readonly subject: string }) => [{ jobOrder: event.subject as never }];
// what is counted while a job runs is told of its lot when it is over, in one act
const after = new Set(['after-completion', 'ended']);

/** The lot that a job made has its amount when the job is over, and is corrected when more is counted then. */
export const onJobOver = [
  upward({ name: 'mes.tell-yield-of-completed-job', noun: jobOrder, on: 'work.job-order.completed', then: yieldLot, inputs: ofJob }),
  upward({ name: 'mes.tell-yield-of-aborted-job', noun: jobOrder, on: 'work.job-order.aborted', then: yieldLot, inputs: ofJob }),
  upward({
    name: 'mes.tell-yield-counted-later',
    noun: jobOrder,
    on: 'work.job-order.counted',
    then: yieldLot,
    isFor: (event) => event.flags.some((flag) => after.has(flag)),
    inputs: ofJob,
  }),
  upward({
    name: 'mes.fill-lot-made',
    noun: execution,
    on: 'mes.execution.yielded',
    then: fill,
    inputs: (event) => [{ lot: event.lot as never, source: event.jobOrder as never, quantity: event.good }],
  }),
] as const;

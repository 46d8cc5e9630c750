import { upward } from '@millrace/kernel';
import { owe, settle } from '@millrace/work';
import { execution } from '../execution/execution.ts';

const key = (event: { readonly step: string }) => `mes.check ${event.step}`;

/** An overdue check is owed before the order may be completed; what is done or over is owed no more. */
export const onOverdue = [
  upward({
    name: 'mes.owe-overdue-check',
    noun: execution,
    on: 'mes.execution.check-overdue',
    then: owe,
    inputs: (event) => [{ jobOrder: event.jobOrder as never, key: key(event), says: `The check "${event.title}"`, since: event.dueAt.toString() }],
  }),
  upward({
    name: 'mes.settle-done-check',
    noun: execution,
    on: 'mes.execution.check-done',
    then: settle,
    inputs: (event) => [{ jobOrder: event.jobOrder as never, key: key(event) }],
  }),
  upward({
    name: 'mes.settle-ended-checks',
    noun: execution,
    on: 'mes.execution.checks-ended',
    then: settle,
    inputs: (event) => [{ jobOrder: event.jobOrder as never, key: key(event) }],
  }),
] as const;

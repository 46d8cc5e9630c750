import { timer } from '@millrace/kernel';
import { execution } from '../execution/execution.ts';
import { markOverdue } from '../execution/mark-overdue.ts';

/** The clock of each check, in elapsed time while the job runs; only recorded events stop it. */
export const overdueTimer = timer({
  name: 'mes.check-is-overdue',
  noun: execution,
  startedBy: ['mes.execution.check-planned'],
  stoppedBy: ['mes.execution.check-done', 'mes.execution.checks-ended', 'mes.execution.check-suspended'],
  key: (event) => `${event.subject} ${event.step}`,
  due: (event) => event.dueAt,
  then: markOverdue,
  input: (event) => ({ execution: event.subject, step: event.step, check: event.check }),
});

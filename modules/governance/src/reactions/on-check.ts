import { upward } from '@millrace/kernel';
import { execution } from '@millrace/mes';
import { end } from '../escalation/end.ts';
import { escalationOf } from '../escalation/id-of.ts';
import { raise } from '../escalation/raise.ts';

/** A check that nobody did in its time calls by the nearest ladder that starts on it. */
export const onCheckOverdue = upward({
  name: 'governance.raise-on-overdue-check',
  noun: execution,
  on: 'mes.execution.check-overdue',
  then: raise,
  inputs: (event, heard) => [
    {
      escalation: escalationOf('mes.execution', heard.id),
      place: event.place,
      on: 'check-overdue' as const,
      causeNoun: 'mes.execution',
      cause: event.subject,
      sentence: `Check ${event.check} is overdue: ${event.title}`,
      since: event.dueAt.toString(),
    },
  ],
});

interface Settled {
  readonly subject: string;
  readonly at: Temporal.Instant;
  readonly isAnotherOverdue: boolean;
}
const settled = (event: Settled) => [{ on: 'check-overdue' as const, cause: event.subject, at: event.at.toString() }];
const isLast = ({ isAnotherOverdue }: Pick<Settled, 'isAnotherOverdue'>) => !isAnotherOverdue;
const shared = { noun: execution, then: end } as const;

/** The check was done, the checks are over, the job stands, or a value of the check waits for a decision: nobody is called for it any more. */
export const onCheckSettled = [
  upward({ ...shared, name: 'governance.end-escalation-of-done-check', on: 'mes.execution.check-done', isFor: isLast, inputs: settled }),
  upward({ ...shared, name: 'governance.end-escalation-of-ended-checks', on: 'mes.execution.checks-ended', isFor: isLast, inputs: settled }),
  upward({
    ...shared,
    name: 'governance.end-escalation-of-blocked-check',
    on: 'mes.execution.check-suspended',
    // with a standing job its clock says so; without a decision nobody can do a blocked check, and that calls by itself
    isFor: ({ isBlocked, isAnotherOverdue }) => isBlocked === true && !isAnotherOverdue,
    inputs: (event, heard) => [{ on: 'check-overdue' as const, cause: event.subject, at: heard.at.toString() }],
  }),
  upward({
    ...shared,
    name: 'governance.end-escalation-of-standing-job',
    on: 'mes.execution.clock-stopped',
    inputs: (event) => [{ on: 'check-overdue' as const, cause: event.subject, at: event.at.toString() }],
  }),
];

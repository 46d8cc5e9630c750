import { timer, upward } from '@millrace/kernel';
import { action } from '../action/action.ts';
import { escalationOf } from '../escalation/id-of.ts';
import { end } from '../escalation/end.ts';
import { raise } from '../escalation/raise.ts';

/** An action that is not done when it is due goes up its ladder. A new due date is a new cause. */
export const overdueTimer = timer({
  name: 'governance.raise-when-action-overdue',
  noun: action,
  startedBy: ['governance.action.opened', 'governance.action.extended', 'governance.action.sent-back'],
  stoppedBy: ['governance.action.completed', 'governance.action.cancelled'],
  due: (event) => event.due,
  then: raise,
  input: (event) => ({
    escalation: escalationOf('governance.action', `${event.subject} ${event.due}`),
    place: event.place,
    on: 'action-overdue' as const,
    causeNoun: 'governance.action',
    cause: event.subject,
    sentence: `Action is overdue: ${event.title}`,
    since: event.due.toString(),
  }),
});

const over = (event: { readonly subject: string; readonly at: Temporal.Instant }) => [{ on: 'action-overdue' as const, cause: event.subject, at: event.at.toString() }];
const shared = { noun: action, then: end, inputs: over } as const;

/** Done, dropped, or given more time: nobody is called for it any more. */
export const onActionSettled = [
  upward({ ...shared, name: 'governance.end-escalation-of-done-action', on: 'governance.action.completed' }),
  upward({ ...shared, name: 'governance.end-escalation-of-cancelled-action', on: 'governance.action.cancelled' }),
  upward({ ...shared, name: 'governance.end-escalation-of-extended-action', on: 'governance.action.extended' }),
];

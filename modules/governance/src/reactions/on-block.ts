import { upward } from '@millrace/kernel';
import { execution } from '@millrace/mes';
import { escalationOf } from '../escalation/id-of.ts';
import { end } from '../escalation/end.ts';
import { raise } from '../escalation/raise.ts';

/** A confirmed value out of limits blocks its job and calls by the nearest ladder that starts on it. */
export const onBlocked = upward({
  name: 'governance.raise-on-value-out-of-limits',
  noun: execution,
  on: 'mes.execution.blocked',
  then: raise,
  inputs: (event, heard) => [
    // a job may be blocked again: each block is a cause of its own
    {
      escalation: escalationOf('mes.execution', heard.id),
      place: event.place,
      on: 'out-of-limits' as const,
      causeNoun: 'mes.execution',
      cause: event.subject,
      sentence: `Value out of limits: ${event.block.value}, ${event.block.says}`,
      since: event.block.since.toString(),
    },
  ],
});

/** Quality let the job go on. */
export const onUnblocked = upward({
  name: 'governance.end-escalation-of-block',
  noun: execution,
  on: 'mes.execution.unblocked',
  then: end,
  inputs: (event) => [{ on: 'out-of-limits' as const, cause: event.subject, at: event.at.toString() }],
});

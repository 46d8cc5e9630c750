import { upward } from '@millrace/kernel';
import { execution, noteAccepted } from '@millrace/mes';
import { escalation } from '../escalation/escalation.ts';
import { escalationOf } from '../escalation/id-of.ts';
import { end } from '../escalation/end.ts';
import { raise } from '../escalation/raise.ts';
import { take } from '../escalation/take.ts';

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
      sentence: inWords(event.block),
      since: event.block.since.toString(),
      ...(event.block.calls !== undefined && { first: event.block.calls }),
    },
  ],
});

/** The call was taken at the terminal: nobody else need accept it. */
export const onBlockAccepted = upward({
  name: 'governance.take-escalation-of-block',
  noun: execution,
  on: 'mes.execution.call-accepted',
  then: take,
  inputs: (event) => [{ on: 'out-of-limits' as const, cause: event.subject, by: event.by }],
});

/** `Check the scale: Reading 10.1 kg, 0.098 above limit`. A block of before its event carried the words of the step says the value alone. */
const inWords = ({ title, ask, unit, value, says }: { title?: string | undefined; ask?: string | undefined; unit?: string | undefined; value: string; says: string }) =>
  ask === undefined ? `Value out of limits: ${value}, ${says}` : `${title}: ${ask} ${value}${unit === undefined ? '' : ` ${unit}`}, ${says}`;

const decided = { recheck: 'One more reading', adjust: 'Adjusted, then read again', stop: 'The job was stopped', deviation: 'Left to quality by a deviation' } as const;

/** Whoever was called decided at the machine: that is the answer. */
export const onBlockAnswered = upward({
  name: 'governance.answer-escalation-of-block',
  noun: execution,
  on: 'mes.execution.call-answered',
  then: take,
  inputs: (event) => [
    // where another value blocks next, they are at the machine and still needed: the call goes on
    {
      on: 'out-of-limits' as const,
      cause: event.subject,
      by: event.by,
      ...(!event.isAnotherBlocked && { did: `${decided[event.decision]}: ${event.words}` }),
      isOver: event.decision === 'recheck' || event.decision === 'adjust',
    },
  ],
});

/** Accepted on a phone: the terminal says who comes. */
export const onEscalationOfBlockAccepted = upward({
  name: 'governance.tell-block-who-comes',
  noun: escalation,
  on: 'governance.escalation.accepted',
  then: noteAccepted,
  isFor: (event) => event.causeNoun === 'mes.execution',
  inputs: (event) => [{ execution: event.causeId as never, by: event.by }],
});

/** Quality let the job go on; where another value blocks next, the call goes on. */
export const onUnblocked = upward({
  name: 'governance.end-escalation-of-block',
  noun: execution,
  on: 'mes.execution.unblocked',
  then: end,
  isFor: (event) => !event.isAnotherBlocked,
  inputs: (event) => [{ on: 'out-of-limits' as const, cause: event.subject, at: event.at.toString() }],
});

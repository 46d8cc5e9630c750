import { upward } from '@millrace/kernel';
import { answer as answerCall, callRecord } from '@millrace/mes';
import { escalation } from '../escalation/escalation.ts';
import { escalationOf } from '../escalation/id-of.ts';
import { end } from '../escalation/end.ts';
import { raise } from '../escalation/raise.ts';

/** A person calls for help: the nearest ladder that starts on a call. */
export const onCallRaised = upward({
  name: 'governance.raise-on-call',
  noun: callRecord,
  on: 'mes.call.raised',
  then: raise,
  inputs: (event) => [
    {
      escalation: escalationOf('mes.call', event.subject),
      place: event.place,
      on: 'call' as const,
      causeNoun: 'mes.call',
      cause: event.subject,
      sentence: `Help is asked for: ${event.about}${event.words ? `, ${event.words}` : ''}`,
      since: event.at.toString(),
    },
  ],
});

/** The call was answered at the terminal: nobody else is called. */
export const onCallAnswered = upward({
  name: 'governance.end-escalation-of-call',
  noun: callRecord,
  on: 'mes.call.answered',
  then: end,
  inputs: (event) => [{ on: 'call' as const, cause: event.subject, at: event.at.toString() }],
});

/** An answered escalation of a call answers the call itself. */
export const onEscalationAnswered = upward({
  name: 'governance.answer-call-of-escalation',
  noun: escalation,
  on: 'governance.escalation.answered',
  then: answerCall,
  isFor: (event) => event.causeNoun === 'mes.call' && !event.isCauseOver,
  inputs: (event) => [{ call: event.causeId as never }],
});

import { timer } from '@millrace/kernel';
import { climb } from '../escalation/climb.ts';
import { escalation } from '../escalation/escalation.ts';

interface Called {
  readonly subject: string;
  readonly step: number;
  readonly clock: 'elapsed' | 'working';
  readonly place: string;
}

const after = (event: Called, seconds: number | undefined) => (seconds === undefined ? undefined : { clock: event.clock, seconds, place: event.place });
const from = (event: Called) => ({ escalation: event.subject, from: event.step });
/** An answer is owed by whoever has a step: before the first was due, that is the first. */
const fromTaken = (event: Called) => ({ escalation: event.subject, from: Math.max(0, event.step) });

/** Nobody accepted in time, and the next step is due. */
const whenNotAccepted = timer({
  name: 'governance.climb-when-not-accepted',
  noun: escalation,
  startedBy: ['governance.escalation.raised', 'governance.escalation.climbed'],
  stoppedBy: ['governance.escalation.accepted', 'governance.escalation.answered', 'governance.escalation.closed', 'governance.escalation.withdrawn'],
  due: (event) => after(event, event.unacceptedS),
  then: climb,
  input: from,
});

/** Somebody accepted and did not answer in time. Counts from the call, not from the acceptance; of one accepted before its call, from when that was due. */
const whenNotAnswered = timer({
  name: 'governance.climb-when-not-answered',
  noun: escalation,
  startedBy: ['governance.escalation.raised', 'governance.escalation.climbed', 'governance.escalation.joined'],
  stoppedBy: ['governance.escalation.answered', 'governance.escalation.closed', 'governance.escalation.withdrawn'],
  due: (event) => after(event, event.unansweredS),
  then: climb,
  input: fromTaken,
});

export const climbTimers = [whenNotAccepted, whenNotAnswered];

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

/** Somebody accepted and did not answer in time. Counts from the call, not from the acceptance. */
const whenNotAnswered = timer({
  name: 'governance.climb-when-not-answered',
  noun: escalation,
  startedBy: ['governance.escalation.raised', 'governance.escalation.climbed', 'governance.escalation.joined'],
  stoppedBy: ['governance.escalation.answered', 'governance.escalation.closed', 'governance.escalation.withdrawn'],
  due: (event) => after(event, event.unansweredS),
  then: climb,
  input: from,
});

export const climbTimers = [whenNotAccepted, whenNotAnswered];

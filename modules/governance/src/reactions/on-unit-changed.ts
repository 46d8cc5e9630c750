import { timer, upward } from '@millrace/kernel';
import { isRunning, unit } from '@millrace/scada';
import { escalationOf } from '../escalation/id-of.ts';
import { end } from '../escalation/end.ts';
import { raise } from '../escalation/raise.ts';

/**
 * A stop that lasts too long calls somebody. The clock runs in elapsed time from the stop itself, so that a report which was
 * underway for a minute does not call a minute late; a machine's clock that is ahead never calls later than its limit.
 */
export const stopTimer = timer({
  name: 'governance.raise-when-stop-lasts',
  noun: unit,
  startedBy: ['scada.unit.changed'],
  stoppedBy: ['scada.unit.changed'],
  due: (event, heard) => {
    const { callAfterS, standsSince, since } = event.stretch;
    if (callAfterS === undefined) return undefined;
    const lateS = (standsSince ?? since).until(heard.at).total('seconds');
    return { clock: 'elapsed', seconds: callAfterS - Math.min(callAfterS, Math.max(0, lateS)) };
  },
  then: raise,
  input: (event) => ({
    escalation: escalationOf('scada.interval', event.stretch.interval),
    place: event.place,
    on: 'stop' as const,
    causeNoun: 'scada.interval',
    cause: event.stretch.interval,
    since: (event.stretch.standsSince ?? event.stretch.since).toString(),
    ...(event.stretch.ladder !== undefined && { ladder: event.stretch.ladder }),
  }),
});

/** The machine goes on: its stop is over. A machine that is no longer heard is not known to run. */
export const onUnitRuns = upward({
  name: 'governance.end-escalation-of-stop',
  noun: unit,
  on: 'scada.unit.changed',
  then: end,
  isFor: (event) => isRunning(event.stretch.state) && event.stretch.mode === 'produce',
  inputs: (event) => [{ on: 'stop' as const, place: event.place, at: event.stretch.since.toString() }],
});

import { upward } from '@millrace/kernel';
import { derivedId, setJob } from '@millrace/scada';
import { execution } from '../execution/execution.ts';

/** From its start a job has the unit: stops in it ask for a reason, and intervals carry it. */
export const onBegunTakeUnit = upward({
  name: 'mes.give-unit-to-job',
  noun: execution,
  on: 'mes.execution.begun',
  key: (event) => event.place,
  then: setJob,
  inputs: (event, heard) => [{ place: event.place, interval: derivedId(heard.id), jobOrder: event.jobOrder, at: event.at.toString() }],
});

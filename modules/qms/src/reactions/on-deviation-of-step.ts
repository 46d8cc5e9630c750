import { upward } from '@millrace/kernel';
import { executionOf, forgetDeviation, noteDeviation, unblock } from '@millrace/mes';
import { deviation } from '../deviation/deviation.ts';

/** A deviation opened from a job's step is noted there, so that the terminal says who must decide. */
export const onDeviationOfStep = upward({
  name: 'qms.note-deviation-at-step',
  noun: deviation,
  on: 'qms.deviation.opened',
  then: noteDeviation,
  inputs: (event) =>
    event.source?.jobOrder !== undefined && event.source.step !== undefined
      ? [{ execution: executionOf(event.source.jobOrder), deviation: event.subject, step: event.source.step }]
      : [],
});

/** An approved deviation lets its step go on, where quality said it may. */
export const onDeviationApproved = upward({
  name: 'qms.unblock-step-of-deviation',
  noun: deviation,
  on: 'qms.deviation.approved',
  then: unblock,
  inputs: (event) =>
    event.mayContinue && event.jobOrder !== undefined && event.step !== undefined ? [{ execution: executionOf(event.jobOrder), deviation: event.subject, step: event.step }] : [],
});

/** One that was approved and does not let its step go on decides nothing more about it: without this nobody could open another. */
export const onDeviationNotAllowed = upward({
  name: 'qms.forget-deviation-at-step',
  noun: deviation,
  on: 'qms.deviation.approved',
  then: forgetDeviation,
  inputs: (event) => (!event.mayContinue && event.jobOrder !== undefined ? [{ execution: executionOf(event.jobOrder), deviation: event.subject }] : []),
});

import { upward } from '@millrace/kernel';
import { deviation } from '@millrace/qms';
import { escalationOf } from '../escalation/id-of.ts';
import { end } from '../escalation/end.ts';
import { raise } from '../escalation/raise.ts';

/** A deviation waits for its classification, on working time. */
export const onDeviationOpened = upward({
  name: 'governance.raise-on-deviation',
  noun: deviation,
  on: 'qms.deviation.opened',
  then: raise,
  inputs: (event) => [
    {
      escalation: escalationOf('qms.deviation', event.subject),
      place: event.place,
      on: 'deviation' as const,
      causeNoun: 'qms.deviation',
      cause: event.subject,
      sentence: `Deviation waits for classification: ${event.title}`,
      since: event.at.toString(),
    },
  ],
});

export const onDeviationClassified = upward({
  name: 'governance.end-escalation-of-deviation',
  noun: deviation,
  on: 'qms.deviation.classified',
  then: end,
  inputs: (event) => [{ on: 'deviation' as const, cause: event.subject, at: event.at.toString() }],
});

import { timer } from '@millrace/kernel';
import { delegation } from '../delegation/delegation.ts';
import { endDelegation } from '../delegation/end.ts';

/** A lent role goes back at its time, and the record says so. The right itself ends to the moment, whether or not this has run. */
export const endWhenOver = timer({
  name: 'personnel.end-delegation-when-over',
  noun: delegation,
  startedBy: ['personnel.delegation.given'],
  stoppedBy: ['personnel.delegation.ended'],
  due: (event) => event.endsAt,
  then: endDelegation,
  input: (event) => ({ delegation: event.subject }),
  endsOn: ['ended-already'],
});

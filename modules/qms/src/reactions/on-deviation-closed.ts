import { upward } from '@millrace/kernel';
import { lift } from '@millrace/material';
import { deviation } from '../deviation/deviation.ts';

/** A settled deviation no longer holds its lots. Queued: nobody waits for it, and it is tried until done. */
export const onDeviationClosed = upward({
  name: 'qms.lift-holds-of-deviation',
  noun: deviation,
  on: 'qms.deviation.closed',
  then: lift,
  inputs: (event) => event.lots.map((lot) => ({ lot, noun: 'qms.deviation', cause: event.subject })),
});

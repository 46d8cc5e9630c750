import { downward } from '@millrace/kernel';
import { hold } from '@millrace/material';
import { deviation } from '../deviation/deviation.ts';
import { open } from '../deviation/open.ts';

/** A deviation holds its lots. A lot that is rejected, or held by it already, stops nobody from opening one. */
export const onDeviationOpened = downward({
  name: 'qms.hold-lots-of-deviation',
  noun: deviation,
  on: 'qms.deviation.opened',
  then: hold,
  whenRefused: 'skip',
  inputs: (event) => event.lots.map((lot) => ({ lot, noun: 'qms.deviation', cause: event.subject, reason: event.title })),
  foresee: { from: open, inputs: (input) => input.lots.map((lot) => ({ lot, noun: 'qms.deviation', cause: input.deviation, reason: input.title })) },
});

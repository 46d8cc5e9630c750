import { upward } from '@millrace/kernel';
import { begin } from '@millrace/material';
import { execution } from '../execution/execution.ts';

/** The lot that a job makes exists from its start, in quarantine: it can be held before its first piece is counted. */
export const onExecutionBegun = upward({
  name: 'mes.receive-lot-made',
  noun: execution,
  on: 'mes.execution.begun',
  then: begin,
  isFor: (event) => event.lot !== undefined,
  inputs: (event) => [
    { lot: event.lot as never, lotNumber: event.lotNumber!, definition: event.definition!, quantity: { value: '0', unit: event.quantity.unit }, place: event.place },
  ],
});

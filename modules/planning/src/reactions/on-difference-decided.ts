import { upward } from '@millrace/kernel';
import { abort, setQuantity } from '@millrace/work';
import { difference } from '../difference/difference.ts';

/** A difference that is decided for the request is carried out on the begun order. Kept ones change nothing. */
export const onDifferenceDecided = [
  upward({
    name: 'planning.abort-what-is-no-longer-wanted',
    noun: difference,
    on: 'planning.difference.decided',
    then: abort,
    inputs: (event) => (event.decision === 'keep' ? [] : event.items.filter((item) => item.what === 'cancelled').map((item) => ({ jobOrder: item.jobOrder, why: event.why }))),
  }),
  upward({
    name: 'planning.set-quantity-as-told',
    noun: difference,
    on: 'planning.difference.decided',
    then: setQuantity,
    inputs: (event) =>
      event.decision === 'keep'
        ? []
        : event.items.flatMap((item) => ((item.what === 'cut' || item.what === 'raised') && item.told ? [{ jobOrder: item.jobOrder, quantity: item.told }] : [])),
  }),
];

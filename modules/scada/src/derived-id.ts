import { namedId } from '@millrace/kernel';

/** An interval's identity from the event that leads to it: the same when the reaction is tried again. */
export const derivedId = (event: string) => namedId('scada.interval', event);

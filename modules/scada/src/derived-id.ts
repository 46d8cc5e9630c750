import type { Id } from '@millrace/kernel';
import { objectId } from '@millrace/model';

/** An interval's identity from the event that leads to it: the same when the reaction is tried again. */
export const derivedId = (event: string) => objectId('scada.interval', event) as unknown as Id<'scada.interval'>;

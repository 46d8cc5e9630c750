import type { Id } from '@millrace/kernel';
import { objectId } from '@millrace/model';

/** A unit's record follows from its equipment identity. */
export const unitOf = (place: string) => objectId('scada.unit', place) as unknown as Id<'scada.unit'>;

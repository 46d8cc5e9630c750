import { namedId } from '@millrace/kernel';

/** A unit's record follows from its equipment identity. */
export const unitOf = (place: string) => namedId('scada.unit', place);

import { namedId } from '@millrace/kernel';

/** A job order has one execution; its identity follows from the order. */
export const executionOf = (jobOrder: string) => namedId('mes.execution', jobOrder);

/** The lot that a material and a lot number name, wherever it is first spoken of. */
export const lotOf = (definition: string, lotNumber: string) => namedId('material.lot', definition, lotNumber);

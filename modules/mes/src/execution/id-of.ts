import type { Id } from '@millrace/kernel';
import { objectId } from '@millrace/model';

/** A job order has one execution; its identity follows from the order. */
export const executionOf = (jobOrder: string) => objectId('mes.execution', jobOrder) as unknown as Id<'mes.execution'>;

/** The lot that a material and a lot number name, wherever it is first spoken of. */
export const lotOf = (definition: string, lotNumber: string) => objectId('material.lot', `${definition} ${lotNumber}`) as unknown as Id<'material.lot'>;

export type * from './canonical.ts';
export { type Limits, usualLimits } from './limits.ts';
export { type ReadOptions, readB2mml } from './read.ts';
export { B2mmlRefused, type RefusalReason } from './refused.ts';
export { type SchemaCheck, schemaCheck, type SchemaFault } from './schema.ts';
export { type ConfirmOut, type Outcome, sentence, writeConfirm } from './write-confirm.ts';
export { type PerformanceOut, writePerformance } from './write-performance.ts';

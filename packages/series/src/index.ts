export { aggregate, type Processed } from './aggregate.ts';
export { aggregateNames, aggregateStream, type AggregateName, type AggregateReading, type AggregateStream } from './aggregate-stream.ts';
export type { Answer } from './answer.ts';
export { interpolatedBound, simpleBound, type Bound } from './bound.ts';
export { configurationOf, standardConfiguration, type AggregateConfiguration } from './configuration.ts';
export { intervalsOf, type Intervals, type Reading } from './intervals.ts';
export { rowsOf, samplesOf, type Sample, type Samples, type Series } from './series.ts';
export * as status from './status.ts';

import { aggregateStream, type AggregateName, type AggregateReading } from './aggregate-stream.ts';
import { intervalsOf } from './intervals.ts';
import type { Series } from './series.ts';

/** Processed values in columns, in the order of the reading: backwards readings give the latest first. */
export interface Processed {
  /** Start of the interval, or the time of the value where the aggregate says so, ms since 1970. */
  readonly timesMs: Float64Array;
  /** NaN where the status is Bad. */
  readonly values: Float64Array;
  readonly statuses: Uint32Array;
}

/** One of the 37 aggregates of OPC 10000-13 over a series that is in memory. */
export function aggregate(name: AggregateName, series: Series, reading: Omit<AggregateReading, 'stepped'>): Processed {
  const { count, backwards } = intervalsOf(reading);
  const timesMs = new Float64Array(count);
  const values = new Float64Array(count);
  const statuses = new Uint32Array(count);
  let row = backwards ? count - 1 : 0;
  const stream = aggregateStream(name, { ...reading, stepped: series.stepped }, (answer) => {
    timesMs[row] = answer.timeMs;
    values[row] = answer.value;
    statuses[row] = answer.status;
    row += backwards ? -1 : 1;
  });
  stream.push(series);
  stream.finish();
  return { timesMs, values, statuses };
}

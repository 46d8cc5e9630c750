/**
 * Samples of one signal in columns, oldest first. Columns, because a year of seconds is 31 million rows and an array of
 * objects would be twenty times the memory.
 */
export interface Samples {
  /** Source time, ms since 1970-01-01T00:00Z; strictly increasing. */
  readonly timesMs: Float64Array;
  /** In the signal's own unit; booleans are 0 and 1. Ignored (NaN is usual) where the status is Bad. */
  readonly values: Float64Array;
  /** OPC UA StatusCodes; absent means that every sample is Good. */
  readonly statuses?: Uint32Array | undefined;
}

/** All the samples of one signal that matter for a reading, and how to draw between them. */
export interface Series extends Samples {
  /**
   * True for a signal that holds its value until the next sample (a state, a set point), false for one that moves
   * between samples (a temperature). OPC 10000-11 §5.2.3 `Stepped`.
   */
  readonly stepped: boolean;
}

/** One sample as a person would write it down. */
export interface Sample {
  readonly timeMs: number;
  readonly value: number;
  readonly status: number;
}

/** Columns from rows; for tests, examples and small series. */
export function samplesOf(rows: readonly (readonly [timeMs: number, value: number | null, status?: number])[]): Samples {
  const timesMs = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  const statuses = new Uint32Array(rows.length);
  rows.forEach(([timeMs, value, status], i) => {
    // a typed array would turn text into a number without a word
    if (typeof timeMs !== 'number') throw new RangeError(`rows[${i}] has the time ${JSON.stringify(timeMs)}; it must be a number of ms since 1970.`);
    if (typeof value !== 'number' && value !== null)
      throw new RangeError(`rows[${i}] has the value ${JSON.stringify(value)}; it must be a number, or null where the status is Bad.`);
    timesMs[i] = timeMs;
    values[i] = value ?? Number.NaN;
    statuses[i] = status ?? 0;
  });
  return { timesMs, values, statuses };
}

/** Rows from columns, the other way round. */
export function rowsOf(samples: Samples): Sample[] {
  return Array.from(samples.timesMs, (timeMs, i) => ({
    timeMs,
    value: samples.values[i]!,
    status: samples.statuses?.[i] ?? 0,
  }));
}

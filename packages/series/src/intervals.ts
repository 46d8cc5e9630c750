import { finite, notNegative } from './check.ts';

/** A stretch of time to read and the length of its parts: ReadProcessedDetails, OPC 10000-13 §5.4.2.2. */
export interface Reading {
  readonly startMs: number;
  /** Excluded. Before `startMs` the intervals run backwards and their late ends are included instead of the early ones. */
  readonly endMs: number;
  /** 0, or longer than the stretch: one interval over all of it. */
  readonly intervalMs: number;
}

/** The parts of a reading, oldest first. */
export interface Intervals {
  readonly count: number;
  /** `boundaries[i]` to `boundaries[i + 1]` is part i. */
  readonly boundaries: Float64Array;
  /** Time runs backwards: part i is `(early, late]` instead of `[early, late)`. */
  readonly backwards: boolean;
  /** The part that the request cut short, or -1. */
  readonly cut: number;
}

// 2^26 answers are 1.3 GB of columns: more than a browser can hold, and no chart or report wants them
const mostIntervals = 2 ** 26;

/** Divide a reading into intervals by OPC 10000-13 Table 12. */
export function intervalsOf(reading: Reading): Intervals {
  const startMs = finite('startMs', reading.startMs);
  const endMs = finite('endMs', reading.endMs);
  const intervalMs = notNegative('intervalMs', reading.intervalMs);
  if (startMs === endMs) throw new RangeError(`startMs and endMs are both ${startMs}; a reading needs a length (Bad_InvalidArgument).`);

  const rangeMs = Math.abs(endMs - startMs);
  const step = intervalMs === 0 || intervalMs >= rangeMs ? rangeMs : intervalMs;
  const whole = Math.floor(rangeMs / step);
  const hasRest = whole * step < rangeMs;
  const count = whole + (hasRest ? 1 : 0);
  if (count > mostIntervals) throw new RangeError(`intervalMs is ${intervalMs}, which makes ${count} intervals; at most ${mostIntervals} are allowed.`);

  const backwards = endMs < startMs;
  const boundaries = new Float64Array(count + 1);
  // each from its own multiple, so that rounding does not add up over a million intervals
  for (let i = 0; i < count; i++) {
    if (backwards) boundaries[count - i] = startMs - i * step;
    else boundaries[i] = startMs + i * step;
  }
  boundaries[backwards ? 0 : count] = endMs;
  return { count, boundaries, backwards, cut: hasRest ? (backwards ? 0 : count - 1) : -1 };
}

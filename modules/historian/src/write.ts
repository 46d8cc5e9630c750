import type { Historian } from './historian.ts';
import { encodeRows, type Row } from './row.ts';
import { checkSample, type Sample } from './sample.ts';

/** Earliest source time a batch touched, per signal: what was derived from that moment on has to be looked at again. */
export type Touched = ReadonlyMap<string, Temporal.Instant>;

export interface Batch {
  readonly site: string;
  readonly samples: readonly Sample[];
  /** The same for the same samples, whenever they are sent again. */
  readonly deduplicationToken: string;
}

/**
 * Keeps a batch; resolves when it is on disk. Sent again it counts once: by its token, and beyond the historian's memory
 * of tokens by signal and source time. At one source time a signal has one value, the one that arrived last.
 */
export async function write(historian: Historian, batch: Batch, sequence: Sequence = wallSequence): Promise<Touched> {
  const rows = sequenced(batch.samples, sequence);
  if (rows.length > 0) await historian.insertBytes('sample', encodeRows(batch.site, rows), batch.deduplicationToken);
  return touchedBy(rows);
}

/** Gives each sample its place in the order of arrival, after checking that it can be kept as told. */
export function sequenced(samples: readonly Sample[], sequence: Sequence = wallSequence): Row[] {
  return samples.map((sample) => ({ ...checkSample(sample), sequence: sequence() }));
}

/** The earliest source time per signal in these samples. */
export function touchedBy(samples: readonly Sample[]): Map<string, Temporal.Instant> {
  const touched = new Map<string, Temporal.Instant>();
  for (const { signal, sourceTime } of samples) {
    const known = touched.get(signal);
    if (known === undefined || Temporal.Instant.compare(sourceTime, known) < 0) touched.set(signal, sourceTime);
  }
  return touched;
}

/** A counter that never goes back, not over restarts either: nanoseconds of the wall clock, or one more than before. */
export type Sequence = () => bigint;

export function sequenceFrom(nowMs: () => number): Sequence {
  let last = 0n;
  return () => {
    const now = BigInt(Math.trunc(nowMs() * 1000)) * 1000n;
    last = now > last ? now : last + 1n;
    return last;
  };
}

const wallSequence = sequenceFrom(Date.now);

import { checkSamples, positive } from './check.ts';
import { Columns } from './columns.ts';
import { badNoData, isBad } from './status.ts';
import type { Samples } from './series.ts';

/** A stretch of a series without a hole in it: rows `from` to `to` (excluded). */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The stretches between Bad samples and silences longer than `maxGapMs`. A line may be drawn inside each, not across. */
export function runsOf(samples: Samples, maxGapMs: number): Run[] {
  checkSamples(samples);
  if (maxGapMs !== Number.POSITIVE_INFINITY) positive('maxGapMs', maxGapMs);
  const { timesMs, statuses } = samples;
  const runs: Run[] = [];
  let from = -1;
  for (let i = 0; i < timesMs.length; i++) {
    const isHole = isBad(statuses?.[i] ?? 0);
    if (from >= 0 && (isHole || timesMs[i]! - timesMs[i - 1]! > maxGapMs)) {
      runs.push({ from, to: i });
      from = -1;
    }
    if (from < 0 && !isHole) from = i;
  }
  if (from >= 0) runs.push({ from, to: timesMs.length });
  return runs;
}

/**
 * The runs in a row with one Bad_NoData entry (NaN) between them, halfway through the hole: a chart that breaks its line at
 * NaN then shows the hole instead of inventing a slope over it.
 */
export function withBreaks(samples: Samples, runs: readonly Run[], keep: (run: Run) => Iterable<number>): Samples & { readonly statuses: Uint32Array } {
  const { timesMs, values, statuses } = samples;
  const drawn = new Columns();
  runs.forEach((run, r) => {
    const before = runs[r - 1];
    if (before !== undefined) drawn.add((timesMs[before.to - 1]! + timesMs[run.from]!) / 2, Number.NaN, badNoData);
    for (const i of keep(run)) drawn.add(timesMs[i]!, values[i]!, statuses?.[i] ?? 0);
  });
  return drawn.done();
}

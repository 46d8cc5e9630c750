import { checkSamples } from './check.ts';
import type { Samples } from './series.ts';
import { codeOf, extraData, bitsOf, withBits } from './status.ts';

/** What to do with several values of one timestamp. */
export type DuplicatePolicy = 'keep-first' | 'keep-last' | 'refuse';

const policies: readonly DuplicatePolicy[] = ['keep-first', 'keep-last', 'refuse'];

/**
 * Sort samples that arrived out of order and settle those that share a timestamp. A value that superseded others carries
 * the ExtraData bit (OPC 10000-13 §5.3.3.1), so that a reader knows there was more. "First" and "last" are meant in the
 * order of arrival.
 */
export function tidy(samples: Samples, duplicates: DuplicatePolicy): Samples & { readonly statuses: Uint32Array } {
  const { timesMs } = samples;
  if (!policies.includes(duplicates)) throw new RangeError(`duplicates is ${JSON.stringify(duplicates)}; it must be one of ${policies.join(', ')}.`);
  const badTime = timesMs.findIndex((timeMs) => !Number.isFinite(timeMs));
  if (badTime >= 0) throw new RangeError(`timesMs[${badTime}] is ${timesMs[badTime]}; a time must be a finite number of ms since 1970.`);

  const order = Array.from(timesMs.keys()).toSorted((a, b) => timesMs[a]! - timesMs[b]! || a - b);
  const kept: number[] = [];
  const superseding = new Set<number>();
  for (const row of order) {
    const before = kept.at(-1);
    if (before === undefined || timesMs[before] !== timesMs[row]) {
      kept.push(row);
      continue;
    }
    if (duplicates === 'refuse') throw new RangeError(`timesMs[${row}] is ${timesMs[row]}, the same as timesMs[${before}]; choose keep-first or keep-last to settle duplicates.`);
    if (duplicates === 'keep-last') kept[kept.length - 1] = row;
    superseding.add(kept.length - 1);
  }

  const tidied = {
    timesMs: Float64Array.from(kept, (row) => timesMs[row]!),
    values: Float64Array.from(kept, (row) => samples.values[row]!),
    statuses: Uint32Array.from(kept, (row, i) => {
      const status = samples.statuses?.[row] ?? 0;
      return superseding.has(i) ? withBits(codeOf(status), bitsOf(status) | extraData) : status;
    }),
  };
  checkSamples(tidied);
  return tidied;
}

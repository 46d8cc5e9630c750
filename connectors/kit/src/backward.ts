import type { Sample } from './emission.ts';
import { withMark } from './quality.ts';
import { signalKey } from './stale.ts';

/**
 * Marks a value whose source time lies before the one its signal told last: a clock set back, or messages out of order.
 * It is kept with its time. `latest` is the connection's own memory of source times and is brought up to date.
 */
export function markBackward(latest: Map<string, Temporal.Instant>, sample: Sample): Sample {
  if (sample.historical) return sample;
  const key = signalKey(sample.source, sample.name);
  const before = latest.get(key);
  // the newest time told so far is not replaced by an older one, or a second old value would pass unmarked
  if (before !== undefined && Temporal.Instant.compare(sample.sourceTime, before) < 0)
    return { ...sample, quality: withMark(sample.quality, 'time-backward') };
  latest.set(key, sample.sourceTime);
  return sample;
}

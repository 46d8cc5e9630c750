import type { Sample } from './emission.ts';
import { withMark } from './quality.ts';
import { signalKey } from './stale.ts';

/**
 * Marks a value whose source time lies before that of the value its signal told just before: a clock set back, or messages
 * out of order. It is kept with its time. Only the step is marked: after a wrong clock was put right, what follows is in order.
 * `latest` is the connection's own memory of source times and is brought up to date.
 */
export function markBackward(latest: Map<string, Temporal.Instant>, sample: Sample): Sample {
  if (sample.historical) return sample;
  const key = signalKey(sample.source, sample.name);
  const before = latest.get(key);
  latest.set(key, sample.sourceTime);
  const isBack = before !== undefined && Temporal.Instant.compare(sample.sourceTime, before) < 0;
  return isBack ? { ...sample, quality: withMark(sample.quality, 'time-backward') } : sample;
}

import { chiSquared } from '../distribution/gamma.ts';
import { oneOf, openProbability, refuse } from '../guard.ts';
import { checkedLives, type Lives } from './lives.ts';

export interface ExponentialFit {
  readonly failures: number;
  /** Time on test summed over all parts. */
  readonly totalTime: number;
  /** MTBF; absent without any failure. */
  readonly mean?: number;
  /** Failures per unit of time; absent without any failure. */
  readonly rate?: number;
  /** Limits of the mean. Without any failure only the lower one is known, and the whole error lies there. */
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: number };
}

/**
 * Mean life of parts that fail by chance alone, with exact limits from chi-squared (NIST/SEMATECH handbook 8.4.5.1).
 * `ended` says how the test ended, for it changes the lower limit: at a set `time` (2r + 2 degrees of freedom, the safe default)
 * or at a set number of `failures` (2r).
 */
export function exponentialFit(lives: Lives, { confidence = 0.95, ended = 'time' }: { readonly confidence?: number; readonly ended?: 'time' | 'failures' } = {}): ExponentialFit {
  openProbability('confidence', confidence);
  oneOf('ended', ended, ['time', 'failures']);
  const { failures, censored } = checkedLives(lives, 0);
  const r = failures.length;
  const totalTime = [...failures, ...censored].reduce((a, b) => a + b, 0);
  if (totalTime === 0) refuse('failures and censored', [], 'together a list of at least 1 time');
  if (r === 0) {
    if (ended === 'failures') refuse('ended', ended, "'time' where nothing failed");
    return { failures: 0, totalTime, interval: { low: totalTime / -Math.log(1 - confidence), high: Number.POSITIVE_INFINITY, confidence } };
  }
  const alpha = 1 - confidence;
  const mean = totalTime / r;
  return {
    failures: r,
    totalTime,
    mean,
    rate: 1 / mean,
    interval: {
      low: (2 * totalTime) / chiSquared({ df: ended === 'time' ? 2 * r + 2 : 2 * r }).upperQuantile(alpha / 2),
      high: (2 * totalTime) / chiSquared({ df: 2 * r }).quantile(alpha / 2),
      confidence,
    },
  };
}

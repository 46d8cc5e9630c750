import { chiSquared } from '../distribution/gamma.ts';
import { oneOf, onlyNamed, openProbability, refuse } from '../guard.ts';
import { zeroBetween } from '../numeric/root.ts';
import { checkedLives, type CheckedLives, type Lives } from './lives.ts';

export interface ExponentialFit {
  readonly failures: number;
  /** Time on test summed over all parts; of a part found failed, up to when it was last seen running. */
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
 * or at a set number of `failures` (2r). With `failedBetween` the mean is that of greatest likelihood, and the limits are
 * those of the likelihood ratio, for no exact ones exist.
 */
export function exponentialFit(
  lives: Lives,
  { confidence = 0.95, ended = 'time', ...rest }: { readonly confidence?: number; readonly ended?: 'time' | 'failures' } = {},
): ExponentialFit {
  onlyNamed('options', rest, ['confidence', 'ended']);
  openProbability('confidence', confidence);
  oneOf('ended', ended, ['time', 'failures']);
  const checked = checkedLives(lives, 0);
  const { failures, censored, intervals } = checked;
  const r = failures.length;
  const totalTime = [...failures, ...censored, ...intervals.map(([after]) => after)].reduce((a, b) => a + b, 0);
  if (failures.length + censored.length + intervals.length === 0) refuse('failures and censored', 'empty', 'together a list of at least 1 time');
  if (intervals.length > 0) return fromInspections(checked, totalTime, confidence);
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

/** Greatest likelihood where some lives are known as intervals; each falls in the rate but once. */
function fromInspections({ failures, intervals }: CheckedLives, totalTime: number, confidence: number): ExponentialFit {
  const r = failures.length;
  const widths = intervals.map(([after, by]) => by - after);
  if (totalTime === 0)
    refuse(
      'failedBetween',
      intervals.map((pair) => pair.join(' to ')),
      'such that one part at least was seen running after 0',
    );
  // logarithm of the rate u: d/du of the log-likelihood, and itself
  const slope = (u: number): number => {
    const rate = Math.exp(u);
    return rate * totalTime - r - widths.reduce((sum, width) => sum + (rate * width) / Math.expm1(rate * width), 0);
  };
  const value = (u: number): number => {
    const rate = Math.exp(u);
    return r * u - rate * totalTime + widths.reduce((sum, width) => sum + Math.log(-Math.expm1(-rate * width)), 0);
  };
  const beyond = (from: number, step: number, isPast: (u: number) => boolean): number => {
    let u = from + step;
    while (!isPast(u)) u += step;
    return u;
  };
  const begin = Math.log((r + intervals.length) / (totalTime + widths.reduce((a, b) => a + b, 0)));
  const at = zeroBetween(
    slope,
    beyond(begin, -1, (u) => slope(u) < 0),
    beyond(begin, 1, (u) => slope(u) > 0),
    1e-14,
  );
  const gap = (u: number) => value(u) - value(at) + chiSquared({ df: 1 }).quantile(confidence) / 2;
  const end = (step: number): number =>
    zeroBetween(
      gap,
      at,
      beyond(at, step, (u) => gap(u) < 0),
      1e-13,
    );
  return {
    failures: r + intervals.length,
    totalTime,
    mean: Math.exp(-at),
    rate: Math.exp(at),
    interval: { low: Math.exp(-end(0.5)), high: Math.exp(-end(-0.5)), confidence },
  };
}

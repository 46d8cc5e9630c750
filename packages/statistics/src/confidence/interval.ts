import { oneOf, onlyNamed, openProbability } from '../guard.ts';

/** Limits between which the true value lies with the stated confidence; one-sided limits leave the other end open. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/** `lower` gives only a lower limit (at least ...), `upper` only an upper one (at most ...). */
export type Side = 'both' | 'lower' | 'upper';

export interface IntervalOptions {
  /** Confidence level, default 0.95. */
  readonly confidence?: number;
  /** Default both. */
  readonly side?: Side;
}

/** Share of error at each end: the whole of it at one end for a one-sided limit. `others` are options that the caller has read before. */
export function errors(
  { confidence = 0.95, side = 'both', ...rest }: IntervalOptions,
  others: readonly string[] = [],
): {
  readonly confidence: number;
  readonly below: number;
  readonly above: number;
} {
  onlyNamed('options', rest, ['confidence', 'side', ...others]);
  openProbability('confidence', confidence);
  oneOf('side', side, ['both', 'lower', 'upper']);
  const alpha = 1 - confidence;
  return {
    confidence,
    below: side === 'both' ? alpha / 2 : side === 'lower' ? alpha : 0,
    above: side === 'both' ? alpha / 2 : side === 'upper' ? alpha : 0,
  };
}

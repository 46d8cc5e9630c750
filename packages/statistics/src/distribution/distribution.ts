/** A continuous distribution: what a measured characteristic can follow. */
export interface Continuous {
  readonly mean: number;
  readonly variance: number;
  /** Smallest and largest value it can take. */
  readonly support: readonly [low: number, high: number];
  density(x: number): number;
  /** P(X <= x). */
  cdf(x: number): number;
  /** P(X > x), accurate where 1 - cdf(x) would round to nothing (a ppm far out in the tail). */
  survival(x: number): number;
  /** The value that a share `p` stays below; 0 and 1 give the ends of the support. */
  quantile(p: number): number;
  /** The value that a share `q` lies above, accurate for q as small as 1e-300. */
  upperQuantile(q: number): number;
}

/** A distribution of a count: defectives in a sample, defects on a part. */
export interface Discrete {
  readonly mean: number;
  readonly variance: number;
  readonly support: readonly [low: number, high: number];
  /** P(X = k); 0 for a k that is no whole number. */
  mass(k: number): number;
  /** P(X <= k). */
  cdf(k: number): number;
  /** P(X > k). */
  survival(k: number): number;
  /** The smallest k with P(X <= k) >= p. */
  quantile(p: number): number;
}

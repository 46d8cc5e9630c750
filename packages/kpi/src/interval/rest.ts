/**
 * What leaves do not cover of a window, ms. Lengths are whole nanoseconds, kept as doubles in ms: what is left over below one nanosecond is
 * their rounding and no time, and may come out below zero.
 */
export function restOf(wholeMs: number, coveredMs: number): number {
  const restMs = wholeMs - coveredMs;
  return Math.abs(restMs) < 1e-6 ? 0 : restMs;
}

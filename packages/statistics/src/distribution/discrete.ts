/**
 * The smallest whole number k in [low, high] with cdf(k) >= p.
 * A relative slack of 64 units in the last place keeps `quantile(cdf(k))` equal to k.
 */
export function smallestReaching(cdf: (k: number) => number, p: number, low: number, high: number, guess: number, spread: number): number {
  const enough = p * (1 - 64 * Number.EPSILON);
  let from = low - 1;
  let to = high;
  let k = Math.min(Math.max(Math.floor(guess), low), Number.isFinite(high) ? high : Number.MAX_SAFE_INTEGER);
  let step = Math.max(1, Math.ceil(spread / 4));
  if (cdf(k) >= enough) {
    to = k;
    while (to > low && cdf(Math.max(low, to - step)) >= enough) {
      to = Math.max(low, to - step);
      step *= 2;
    }
    from = to === low ? low - 1 : Math.max(low, to - step);
  } else {
    from = k;
    do {
      k = Math.min(from + step, high);
      if (cdf(k) >= enough || k === high) break;
      from = k;
      step *= 2;
    } while (k < high);
    to = k;
  }
  while (to - from > 1) {
    const middle = from + Math.floor((to - from) / 2);
    if (cdf(middle) >= enough) to = middle;
    else from = middle;
  }
  return to;
}

/**
 * A distance in sigmas with the dust of binary fractions wiped off: (4.4 - 4.2) / 0.1 is 2, not 2.000000000000002. A reading on a limit is within
 * it, and a plain double would call one in three such readings beyond.
 */
export function sigmasFrom(value: number, center: number, sigma: number): number {
  const z = (value - center) / sigma;
  // limits are given to three decimals at most; 1e-9 sigma is far below the resolution of any gauge
  const near = Math.round(z * 1000) / 1000;
  return Math.abs(z - near) < 1e-9 ? near : z;
}

/** Above a limit by more than rounding can put it there. */
export const isAbove = (value: number, limit: number, sigma: number): boolean => value - limit > 1e-9 * sigma;

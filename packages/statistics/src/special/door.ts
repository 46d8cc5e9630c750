import { finite, positive, refuse } from '../guard.ts';
import { zeroBetween as unguardedZero } from '../numeric/root.ts';
import { logBeta as unguardedLogBeta } from './beta.ts';
import { gammaFunction as unguardedGamma, logGamma as unguardedLogGamma } from './gamma.ts';

/** Natural logarithm of the gamma function, x above 0. */
export const logGamma = (x: number): number => unguardedLogGamma(positive('x', x));

/** Gamma function, x above 0; (n - 1)! for a whole n. */
export const gammaFunction = (x: number): number => unguardedGamma(positive('x', x));

/** Natural logarithm of the beta function, a and b above 0. */
export const logBeta = (a: number, b: number): number => unguardedLogBeta(positive('a', a), positive('b', b));

/** The zero of a function that changes sign between both ends, by Brent's method, to within `tolerance`. */
export function zeroBetween(f: (x: number) => number, from: number, to: number, tolerance = 1e-14): number {
  finite('from', from);
  finite('to', to);
  if (!(finite('tolerance', tolerance) >= 0)) refuse('tolerance', tolerance, '0 or more');
  return unguardedZero(f, from, to, tolerance);
}

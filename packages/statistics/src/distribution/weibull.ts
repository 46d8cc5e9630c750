import { finite, onlyNamed, positive, probability, real } from '../guard.ts';
import { logGamma } from '../special/gamma.ts';
import type { Continuous } from './distribution.ts';

/**
 * Weibull distribution: life of a part whose weakest spot decides. `shape` below 1 is infant mortality, 1 chance, above 1 wear-out;
 * `scale` (characteristic life, 63.2 % failed) has the unit of the life; `location` is the life nothing fails before.
 */
export function weibull({ shape, scale, location = 0, ...rest }: { readonly shape: number; readonly scale: number; readonly location?: number }): Continuous {
  onlyNamed('weibull', rest, ['shape', 'scale', 'location']);
  positive('shape', shape);
  positive('scale', scale);
  finite('location', location);
  const first = Math.exp(logGamma(1 + 1 / shape));
  const second = Math.exp(logGamma(1 + 2 / shape));
  /** Accumulated hazard. */
  const hazard = (x: number) => (real('x', x) <= location ? 0 : ((x - location) / scale) ** shape);
  return {
    mean: location + scale * first,
    variance: scale * scale * (second - first * first),
    support: [location, Number.POSITIVE_INFINITY],
    density: (x) => {
      if (real('x', x) < location) return 0;
      return (shape / scale) * ((x - location) / scale) ** (shape - 1) * Math.exp(-hazard(x));
    },
    cdf: (x) => -Math.expm1(-hazard(x)),
    survival: (x) => Math.exp(-hazard(x)),
    quantile: (p) => location + scale * (-Math.log1p(-probability('p', p))) ** (1 / shape),
    upperQuantile: (q) => location + scale * (-Math.log(probability('q', q))) ** (1 / shape),
  };
}

/** Exponential distribution: time to a failure that comes by chance alone; `mean` (MTBF) has the unit of the time. */
export function exponential({ mean, ...rest }: { readonly mean: number }): Continuous {
  onlyNamed('exponential', rest, ['mean']);
  positive('mean', mean);
  return weibull({ shape: 1, scale: mean });
}

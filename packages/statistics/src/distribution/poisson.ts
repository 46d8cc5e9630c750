import { finite, onlyNamed, probability, real, refuse } from '../guard.ts';
import { incompleteGamma, poissonTerm } from '../special/gamma.ts';
import { smallestReaching } from './discrete.ts';
import type { Discrete } from './distribution.ts';
import { standardNormalQuantile } from './normal.ts';

/** Poisson distribution: defects on a part, breakdowns in a month, when each comes alone and at random. */
export function poisson({ mean, ...rest }: { readonly mean: number }): Discrete {
  onlyNamed('poisson', rest, ['mean']);
  finite('mean', mean);
  if (mean < 0) refuse('mean', mean, 'at least 0');
  const cdf = (k: number) => {
    const floor = Math.floor(real('k', k));
    if (floor < 0) return 0;
    return floor === Number.POSITIVE_INFINITY ? 1 : incompleteGamma(floor + 1, mean).upper;
  };
  return {
    mean,
    variance: mean,
    support: [0, Number.POSITIVE_INFINITY],
    mass: (k) => (Number.isInteger(real('k', k)) && k >= 0 ? poissonTerm(k, mean) : 0),
    cdf,
    survival: (k) => {
      const floor = Math.floor(real('k', k));
      if (floor < 0) return 1;
      return floor === Number.POSITIVE_INFINITY ? 0 : incompleteGamma(floor + 1, mean).lower;
    },
    quantile: (share) => {
      if (probability('p', share) === 0 || mean === 0) return 0;
      if (share === 1) return Number.POSITIVE_INFINITY;
      const sd = Math.sqrt(mean);
      return smallestReaching(cdf, share, 0, Number.POSITIVE_INFINITY, mean + sd * standardNormalQuantile(share), sd);
    },
  };
}

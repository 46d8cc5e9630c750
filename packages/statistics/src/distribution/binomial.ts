import { onlyNamed, probability, real, whole } from '../guard.ts';
import { binomialTerm, incompleteBeta } from '../special/beta.ts';
import { smallestReaching } from './discrete.ts';
import type { Discrete } from './distribution.ts';
import { standardNormalQuantile } from './normal.ts';

/** Binomial distribution: defectives among `trials` pieces drawn from a process that makes a share `probability` of them. */
export function binomial({ trials, probability: p, ...rest }: { readonly trials: number; readonly probability: number }): Discrete {
  onlyNamed('binomial', rest, ['trials', 'probability']);
  whole('trials', trials, 0);
  probability('probability', p);
  const mean = trials * p;
  const sd = Math.sqrt(trials * p * (1 - p));
  const cdf = (k: number) => {
    const floor = Math.floor(real('k', k));
    if (floor < 0) return 0;
    if (floor >= trials) return 1;
    return incompleteBeta(floor + 1, trials - floor, p).upper;
  };
  return {
    mean,
    variance: trials * p * (1 - p),
    support: [0, trials],
    mass: (k) => (Number.isInteger(real('k', k)) && k >= 0 && k <= trials ? binomialTerm(k, trials, p, 1 - p) : 0),
    cdf,
    survival: (k) => {
      const floor = Math.floor(real('k', k));
      if (floor < 0) return 1;
      if (floor >= trials) return 0;
      return incompleteBeta(floor + 1, trials - floor, p).lower;
    },
    quantile: (share) => {
      if (probability('p', share) === 0) return 0;
      if (share === 1 || p === 0 || p === 1) return p === 0 ? 0 : trials;
      return smallestReaching(cdf, share, 0, trials, mean + sd * standardNormalQuantile(share), sd);
    },
  };
}

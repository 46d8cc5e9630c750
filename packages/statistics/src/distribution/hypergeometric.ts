import { onlyNamed, probability, real, whole } from '../guard.ts';
import { binomialTerm } from '../special/beta.ts';
import { smallestReaching } from './discrete.ts';
import type { Discrete } from './distribution.ts';
import { standardNormalQuantile } from './normal.ts';

/** Hypergeometric distribution: defectives in a `sample` drawn without putting back from a `lot` that holds `defective` of them. */
export function hypergeometric({ lot, defective, sample, ...rest }: { readonly lot: number; readonly defective: number; readonly sample: number }): Discrete {
  onlyNamed('hypergeometric', rest, ['lot', 'defective', 'sample']);
  whole('lot', lot, 1);
  whole('defective', defective, 0, lot);
  whole('sample', sample, 0, lot);
  const good = lot - defective;
  const low = Math.max(0, sample - good);
  const high = Math.min(sample, defective);
  const mean = sample * (defective / lot);
  const variance = lot > 1 ? mean * (good / lot) * ((lot - sample) / (lot - 1)) : 0;

  const mass = (k: number): number => {
    if (!Number.isInteger(k) || k < low || k > high) return 0;
    if (low === high) return 1;
    // three binomial masses with one share (Loader 2000, section 7): no factorial of the lot is ever formed
    const share = sample / lot;
    const rest = (lot - sample) / lot;
    return (binomialTerm(k, defective, share, rest) * binomialTerm(sample - k, good, share, rest)) / binomialTerm(sample, lot, share, rest);
  };
  /** Sum of the masses from k away from the mean, by their ratio. */
  const tail = (k: number, direction: -1 | 1): number => {
    let term = mass(k);
    let sum = term;
    for (let i = k; direction < 0 ? i > low : i < high; i += direction) {
      term *= direction < 0 ? (i * (good - sample + i)) / ((defective - i + 1) * (sample - i + 1)) : ((defective - i) * (sample - i)) / ((i + 1) * (good - sample + i + 1));
      const next = sum + term;
      if (next === sum) break;
      sum = next;
    }
    return Math.min(1, sum);
  };
  const split = (k: number): { lower: number; upper: number } => {
    const floor = Math.floor(real('k', k));
    if (floor < low) return { lower: 0, upper: 1 };
    if (floor >= high) return { lower: 1, upper: 0 };
    if (floor < mean) {
      const lower = tail(floor, -1);
      return { lower, upper: 1 - lower };
    }
    const upper = tail(floor + 1, 1);
    return { lower: 1 - upper, upper };
  };
  return {
    mean,
    variance,
    support: [low, high],
    mass: (k) => mass(real('k', k)),
    cdf: (k) => split(k).lower,
    survival: (k) => split(k).upper,
    quantile: (share) => {
      if (probability('p', share) === 0) return low;
      if (share === 1) return high;
      const sd = Math.sqrt(variance);
      return smallestReaching((k) => split(k).lower, share, low, high, mean + sd * standardNormalQuantile(share), sd);
    },
  };
}

import { exponential, lognormal, mean, normal, quantile, standardDeviation, weibull, weibullFit, type Continuous } from '@millrace/statistics';
import { oneOf, onlyNamed, refuse, sample } from '../guard.ts';
import { gammaFit } from './gamma-fit.ts';
import { checked, outsidePpm, type OutsidePpm, type Specification } from './specification.ts';

/** Shapes that can be fitted; `empirical` takes the quantiles of the readings themselves. */
export type Shape = 'normal' | 'lognormal' | 'weibull' | 'gamma' | 'exponential' | 'empirical';

export interface QuantileCapability {
  /** The 0.135 %, 50 % and 99.865 % points: what six sigma spans in a normal shape. */
  readonly quantiles: readonly [low: number, middle: number, high: number];
  /** Absent with one limit only. */
  readonly pp?: number;
  readonly ppl?: number;
  readonly ppu?: number;
  readonly ppk: number;
  readonly expectedPpm: OutsidePpm;
  /**
   * The indices of a normal process with the same shares outside: z / 3 on each side, and Pp their mean (Minitab's own method).
   * A side that nothing falls beyond has none.
   */
  readonly equivalent: { readonly pp?: number; readonly ppl?: number; readonly ppu?: number; readonly ppk?: number };
}

const [lowShare, highShare] = [normal().cdf(-3), normal().cdf(3)];

/**
 * Distribution of the shape that fits the readings best by maximum likelihood; the normal and the lognormal one with the sample
 * standard deviation (divisor n - 1), which Minitab calls the adjusted estimate.
 */
export function fitShape(values: ArrayLike<number>, shape: Exclude<Shape, 'empirical'>): Continuous {
  sample('values', values, 3);
  oneOf('shape', shape, ['normal', 'lognormal', 'weibull', 'gamma', 'exponential']);
  const all = Array.from(values);
  if (shape !== 'normal') all.forEach((value, i) => value > 0 || refuse(`values[${i}]`, value, `above 0 for a ${shape} shape`));
  if (all.every((value) => value === all[0])) refuse('values', all, 'a list whose values differ');
  switch (shape) {
    case 'normal':
      return normal({ mean: mean(all), sd: standardDeviation(all) });
    case 'lognormal': {
      const logs = all.map(Math.log);
      return lognormal({ logMean: mean(logs), logSd: standardDeviation(logs) });
    }
    case 'weibull': {
      const fit = weibullFit({ failures: all });
      return weibull({ shape: fit.shape.estimate, scale: fit.scale.estimate });
    }
    case 'gamma':
      return gammaFit(all);
    case 'exponential':
      return exponential({ mean: mean(all) });
  }
}

/**
 * Capability of any shape by quantiles: Pp = (U - L) / (X99.865 - X0.135), Ppk the worse of (U - X50) / (X99.865 - X50) and
 * (X50 - L) / (X50 - X0.135) (ISO 22514-2, general geometric method; AIAG SPC 2nd edition, chapter IV).
 * Give a `distribution`, or `values` with the `shape` to fit. `empirical` needs at least 1,000 readings for its outermost points to be real.
 */
export function quantileCapability(
  given: Specification & ({ readonly distribution: Continuous } | { readonly values: ArrayLike<number>; readonly shape: Shape }),
): QuantileCapability {
  onlyNamed('the request', given, ['lower', 'upper', 'target', 'values', 'shape', 'distribution']);
  const limits = checked(given);
  const { lower, upper } = limits;
  let points: readonly [number, number, number];
  let expectedPpm: OutsidePpm;
  if ('values' in given && given.shape === 'empirical') {
    const all = Array.from(sample('values', given.values, 1000));
    points = [quantile(all, lowShare), quantile(all, 0.5), quantile(all, highShare)];
    expectedPpm = outsidePpm(
      limits,
      (limit) => all.filter((x) => x < limit).length / all.length,
      (limit) => all.filter((x) => x > limit).length / all.length,
    );
  } else {
    const of = 'values' in given ? fitShape(given.values, given.shape as Exclude<Shape, 'empirical'>) : given.distribution;
    points = [of.quantile(lowShare), of.quantile(0.5), of.upperQuantile(lowShare)];
    expectedPpm = outsidePpm(limits, of.cdf, of.survival);
  }
  const [low, middle, high] = points;
  if (!(low < middle && middle < high)) refuse('the three points of the shape', points, 'such that the 0.135 %, 50 % and 99.865 % points differ');
  const ppl = lower === undefined ? undefined : (middle - lower) / (middle - low);
  const ppu = upper === undefined ? undefined : (upper - middle) / (high - middle);
  return {
    quantiles: points,
    ...(lower === undefined || upper === undefined ? {} : { pp: (upper - lower) / (high - low) }),
    ...(ppl === undefined ? {} : { ppl }),
    ...(ppu === undefined ? {} : { ppu }),
    ppk: Math.min(ppl ?? Number.POSITIVE_INFINITY, ppu ?? Number.POSITIVE_INFINITY),
    expectedPpm,
    equivalent: equivalentOf(expectedPpm),
  };
}

function equivalentOf({ below, above }: OutsidePpm): QuantileCapability['equivalent'] {
  const index = (ppm: number): number | undefined => (ppm > 0 && ppm < 1e6 ? normal().upperQuantile(ppm / 1e6) / 3 : undefined);
  const [ppl, ppu] = [index(below), index(above)];
  const sides = [ppl, ppu].filter((side) => side !== undefined);
  return {
    ...(ppl !== undefined && { ppl }),
    ...(ppu !== undefined && { ppu }),
    ...(sides.length === 2 && { pp: (sides[0]! + sides[1]!) / 2 }),
    ...(sides.length > 0 && { ppk: Math.min(...sides) }),
  };
}

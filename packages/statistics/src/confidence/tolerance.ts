import { mean, standardDeviation } from '../descriptive/moments.ts';
import { chiSquared } from '../distribution/gamma.ts';
import { noncentralT } from '../distribution/noncentral-t.ts';
import { standardNormalCdf, standardNormalDensity, standardNormalQuantile } from '../distribution/normal.ts';
import { oneOf, onlyNamed, openProbability, refuse, sample, whole } from '../guard.ts';
import { zeroBetween } from '../numeric/root.ts';
import type { Side } from './interval.ts';

/**
 * k for mean +- k s that holds a share `coverage` of a normal population with the stated confidence.
 * One-sided by the noncentral t, two-sided by the exact integral over the mean (ISO 16269-6:2014; Odeh & Owen 1980),
 * not by Howe's approximation, which is up to 1 % short for small samples.
 */
export function toleranceFactor({
  count,
  coverage,
  confidence,
  side = 'both',
  ...rest
}: {
  readonly count: number;
  readonly coverage: number;
  readonly confidence: number;
  readonly side?: Side;
}): number {
  onlyNamed('the request', rest, ['count', 'coverage', 'confidence', 'side']);
  whole('count', count, 2);
  openProbability('coverage', coverage);
  openProbability('confidence', confidence);
  oneOf('side', side, ['both', 'lower', 'upper']);
  const root = Math.sqrt(count);
  if (side !== 'both') return noncentralT({ df: count - 1, shift: root * standardNormalQuantile(coverage) }).quantile(confidence) / root;

  const df = count - 1;
  const scatter = chiSquared({ df });
  // where the mean lies x off, the half width that still covers; trapezoid on z = x sqrt(n), symmetric about 0
  const h = 0.2;
  const nodes = Array.from({ length: 46 }, (_, i) => {
    const x = (i * h) / root;
    const width = zeroBetween((r) => standardNormalCdf(x + r) - standardNormalCdf(x - r) - coverage, 0, x + 10 - standardNormalQuantile((1 - coverage) / 2));
    return { width, weight: (i === 0 ? 1 : 2) * h * standardNormalDensity(i * h) };
  });
  const reached = (k: number) => nodes.reduce((sum, { width, weight }) => sum + weight * scatter.survival((df * width * width) / (k * k)), 0) - confidence;
  let high = 2;
  while (reached(high) < 0) high *= 2;
  return zeroBetween(reached, 1e-3, high, 1e-13);
}

/** Limits that hold a share `coverage` of the pieces with the stated confidence, from normal readings. */
export function toleranceInterval(
  values: ArrayLike<number>,
  { coverage, confidence = 0.95, side = 'both', ...rest }: { readonly coverage: number; readonly confidence?: number; readonly side?: Side },
): { readonly low: number; readonly high: number; readonly factor: number } {
  onlyNamed('options', rest, ['coverage', 'confidence', 'side']);
  sample('values', values, 2);
  const factor = toleranceFactor({ count: values.length, coverage, confidence, side });
  const sd = standardDeviation(values);
  if (sd === 0) refuse('values', Array.from(values), 'a list whose values differ: without scatter there is no tolerance interval');
  const reach = factor * sd;
  const centre = mean(values);
  return {
    low: side === 'upper' ? Number.NEGATIVE_INFINITY : centre - reach,
    high: side === 'lower' ? Number.POSITIVE_INFINITY : centre + reach,
    factor,
  };
}

import { noncentralT, normal } from '@millrace/statistics';
import { checkRiskPoints, type RiskPoints } from './design.ts';
import { finite, oneOf, share, whole } from './check.ts';
import { rangeAsChi } from './mean-range.ts';
import type { SpreadMethod, VariablesPlan } from './variables-plan.ts';

/**
 * Probability that a plan with one limit accepts a lot with a given share beyond it: an OC curve, exact for s (non-central
 * t) and sigma; for R with the mean range taken as a chi variable of equal mean and variance (P. B. Patnaik, Biometrika 37,
 * 1950).
 */
export function variablesAcceptance(plan: Pick<VariablesPlan, 'method' | 'sampleSize' | 'k'>, nonconforming: number): number {
  share('nonconforming', nonconforming);
  const { method, sampleSize: n, k } = plan;
  oneOf('method', method, ['s', 'sigma', 'R']);
  whole('sampleSize', n, method === 's' ? 2 : 1);
  finite('k', k);
  const z = normal().upperQuantile(nonconforming);
  const root = Math.sqrt(n);
  if (method === 'sigma') return normal().cdf(root * (z - k));
  if (method === 's') return noncentralT({ df: n - 1, shift: root * z }).survival(root * k);
  const { df, scale } = rangeAsChi(n);
  return noncentralT({ df, shift: root * z }).survival(root * k * scale);
}

/** The smallest plan by variables for one limit that keeps both risks; k is the largest that keeps the producer's. */
export function designVariablesPlan(method: SpreadMethod, points: RiskPoints): VariablesPlan {
  checkRiskPoints(points);
  const step = method === 'R' ? 5 : 1;
  const fits = (n: number): number | undefined => {
    const k = largestK(method, n, points);
    return variablesAcceptance({ method, sampleSize: n, k }, points.poorQuality) <= points.consumerRisk ? k : undefined;
  };
  const smallest = method === 's' ? 3 : method === 'R' ? 5 : 2;
  let high = smallest;
  while (fits(high) === undefined) {
    high *= 2;
    if (high > 100_000)
      throw new RangeError(`goodQuality ${points.goodQuality} and poorQuality ${points.poorQuality} lie so close together that no plan of 100 000 items keeps them apart.`);
  }
  let low = smallest;
  while (low < high) {
    const middle = low + Math.floor((high - low) / (2 * step)) * step;
    if (fits(middle) === undefined) low = middle + step;
    else high = middle;
  }
  return { method, sampleSize: high, k: fits(high)! };
}

function largestK(method: SpreadMethod, n: number, { goodQuality, producerRisk }: RiskPoints): number {
  const root = Math.sqrt(n);
  const z = normal().upperQuantile(goodQuality);
  if (method === 'sigma') return z - normal().upperQuantile(producerRisk) / root;
  const { df, scale } = method === 's' ? { df: n - 1, scale: 1 } : rangeAsChi(n);
  return noncentralT({ df, shift: root * z }).quantile(producerRisk) / (root * scale);
}

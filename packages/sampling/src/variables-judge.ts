import { finite, onlyNamed } from './check.ts';
import { meanRange } from './mean-range.ts';
import { estimatedShareBeyond, type VariablesPlan } from './variables-plan.ts';

/** Specification limits: one, or both. */
export interface Limits {
  readonly lower?: number;
  readonly upper?: number;
}

/** What was measured: the values in the order taken, and the process standard deviation for the sigma method. */
export interface Measured {
  readonly values: readonly number[];
  /** Known standard deviation of the process; for the sigma method. */
  readonly sigma?: number;
}

/** The judgement of a lot by variables. */
export interface VariablesVerdict {
  readonly isAccepted: boolean;
  readonly mean: number;
  /** s, sigma, or the mean range. */
  readonly spread: number;
  /** Quality indices (limit - mean) / spread. */
  readonly lowerIndex?: number;
  readonly upperIndex?: number;
  /** Estimated percent nonconforming below, above and together. */
  readonly estimatedPercent: { readonly below: number; readonly above: number; readonly total: number };
}

/**
 * Judge a lot by its measurements. One limit: by the constant k (Form 1). Two limits under one AQL: the estimates of both
 * sides together against M (Form 2); `separate` gives the other side its own plan, and then each side is held to its M and
 * both together to the larger (ANSI/ASQ Z1.9 B6 to B8).
 * Danger: the measurements must come from a normal distribution; test that first.
 */
export function judgeVariables(
  plan: VariablesPlan,
  measured: Measured,
  limits: Limits,
  separate?: { readonly lower: VariablesPlan; readonly upper: VariablesPlan },
): VariablesVerdict {
  onlyNamed('limits', limits, ['lower', 'upper']);
  onlyNamed('measured', measured, ['values', 'sigma']);
  if (separate !== undefined) onlyNamed('separate', separate, ['lower', 'upper']);
  const { lower, upper } = limits;
  if (lower === undefined && upper === undefined) throw new RangeError('limits is empty; give lower, upper or both.');
  if (lower !== undefined) finite('lower', lower);
  if (upper !== undefined) finite('upper', upper);
  if (lower !== undefined && upper !== undefined && lower >= upper) throw new RangeError(`lower is ${lower} and upper is ${upper}; the lower limit must lie below the upper.`);
  const { values } = measured;
  if (!Array.isArray(values)) throw new RangeError(`values is ${String(values)}; it must be a list of measurements.`);
  finite('k', plan.k);
  if (values.length !== plan.sampleSize) throw new RangeError(`values has ${values.length} measurements; this plan asks for ${plan.sampleSize}.`);
  values.forEach((value, i) => finite(`values[${i}]`, value));

  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = spreadOf(plan, measured, mean);
  if (!(spread > 0))
    throw new RangeError(`the ${plan.method === 'R' ? 'mean range' : 'standard deviation'} is ${spread}; it must be above 0. Are all measurements rounded to one value?`);
  const lowerIndex = lower === undefined ? undefined : (mean - lower) / spread;
  const upperIndex = upper === undefined ? undefined : (upper - mean) / spread;
  const indices = { ...(lowerIndex === undefined ? {} : { lowerIndex }), ...(upperIndex === undefined ? {} : { upperIndex }) };

  const { method, sampleSize } = plan;
  const below = lowerIndex === undefined ? 0 : 100 * estimatedShareBeyond(method, sampleSize, lowerIndex);
  const above = upperIndex === undefined ? 0 : 100 * estimatedShareBeyond(method, sampleSize, upperIndex);
  const estimatedPercent = { below, above, total: below + above };
  const isAccepted = lowerIndex === undefined || upperIndex === undefined ? (lowerIndex ?? upperIndex)! >= plan.k : withinM(plan, estimatedPercent, separate);
  return { isAccepted, mean, spread, ...indices, estimatedPercent };
}

function withinM(
  plan: VariablesPlan,
  { below, above, total }: { below: number; above: number; total: number },
  separate?: { lower: VariablesPlan; upper: VariablesPlan },
): boolean {
  if (separate === undefined) return total <= maxOf(plan);
  const [lowerM, upperM] = [maxOf(separate.lower), maxOf(separate.upper)];
  return below <= lowerM && above <= upperM && total <= Math.max(lowerM, upperM);
}

function maxOf(plan: VariablesPlan): number {
  if (plan.maxPercent === undefined) throw new RangeError('maxPercent is missing from the plan; two limits are judged by it.');
  return finite('maxPercent', plan.maxPercent);
}

function spreadOf(plan: VariablesPlan, { values, sigma }: Measured, mean: number): number {
  if (plan.method === 'sigma') {
    if (sigma === undefined) throw new RangeError('sigma is missing; the sigma method rests on a known standard deviation of the process.');
    return finite('sigma', sigma);
  }
  if (plan.method === 's') return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return meanRange(values);
}

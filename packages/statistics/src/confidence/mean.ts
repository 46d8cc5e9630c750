import { mean, standardDeviation, variance } from '../descriptive/moments.ts';
import { chiSquared } from '../distribution/gamma.ts';
import { fisherF } from '../distribution/beta.ts';
import { studentT } from '../distribution/student-t.ts';
import { finite, onlyNamed, positive, refuse, sample, whole } from '../guard.ts';
import { errors, type Interval, type IntervalOptions } from './interval.ts';

/** Confidence limits of a mean, scatter estimated (Student's t). */
export function meanInterval(values: ArrayLike<number>, options: IntervalOptions = {}): Interval {
  sample('values', values, 2);
  const { confidence, below, above } = errors(options);
  const t = studentT({ df: values.length - 1 });
  const error = standardDeviation(values) / Math.sqrt(values.length);
  if (error === 0) refuse('values', values, 'a list whose values differ: without scatter the limits would claim a certainty nobody has');
  const centre = mean(values);
  return {
    low: below === 0 ? Number.NEGATIVE_INFINITY : centre - t.upperQuantile(below) * error,
    high: above === 0 ? Number.POSITIVE_INFINITY : centre + t.upperQuantile(above) * error,
    confidence,
  };
}

/** Confidence limits of a standard deviation from its estimate and degrees of freedom (chi-squared; needs normal readings). */
export function standardDeviationInterval({ sd, df, ...rest }: { readonly sd: number; readonly df: number }, options: IntervalOptions = {}): Interval {
  onlyNamed('the estimate', rest, ['sd', 'df']);
  positive('sd', sd);
  positive('df', df);
  const { confidence, below, above } = errors(options);
  const x = chiSquared({ df });
  return {
    low: below === 0 ? 0 : sd * Math.sqrt(df / x.upperQuantile(below)),
    high: above === 0 ? Number.POSITIVE_INFINITY : sd * Math.sqrt(df / x.quantile(above)),
    confidence,
  };
}

/** A test of a claim about means or variances. */
export interface Test {
  readonly statistic: number;
  readonly df: number;
  /** Two-sided chance of such a statistic if the claim were true. */
  readonly p: number;
  /** Estimate the claim is judged by: a difference, or a ratio of variances. */
  readonly estimate: number;
  readonly interval: Interval;
}

function judged(difference: number, error: number, df: number, options: IntervalOptions, others: readonly string[] = []): Test {
  if (error === 0) refuse('the scatter', 0, 'above 0, or no difference can be judged');
  const { confidence, below, above } = errors(options, others);
  const t = studentT({ df });
  const statistic = difference / error;
  return {
    statistic,
    df,
    p: Math.min(1, 2 * t.survival(Math.abs(statistic))),
    estimate: difference,
    interval: {
      low: below === 0 ? Number.NEGATIVE_INFINITY : difference - t.upperQuantile(below) * error,
      high: above === 0 ? Number.POSITIVE_INFINITY : difference + t.upperQuantile(above) * error,
      confidence,
    },
  };
}

/** Is the mean the reference value? Estimate = mean - reference (a bias). */
export function meanTest(values: ArrayLike<number>, reference: number, options: IntervalOptions = {}): Test {
  sample('values', values, 2);
  finite('reference', reference);
  return judged(mean(values) - reference, standardDeviation(values) / Math.sqrt(values.length), values.length - 1, options);
}

/** Do two independent groups have one mean? Welch's test, which does not ask for equal scatter; `pooled` does. */
export function twoMeansTest(first: ArrayLike<number>, second: ArrayLike<number>, { pooled = false, ...options }: IntervalOptions & { readonly pooled?: boolean } = {}): Test {
  sample('first', first, 2);
  sample('second', second, 2);
  const difference = mean(first) - mean(second);
  const v1 = variance(first);
  const v2 = variance(second);
  const n1 = first.length;
  const n2 = second.length;
  if (pooled) {
    const df = n1 + n2 - 2;
    const common = ((n1 - 1) * v1 + (n2 - 1) * v2) / df;
    return judged(difference, Math.sqrt(common * (1 / n1 + 1 / n2)), df, options, ['pooled']);
  }
  const e1 = v1 / n1;
  const e2 = v2 / n2;
  if (e1 + e2 === 0) refuse('the scatter', 0, 'above 0, or no difference can be judged');
  // Welch-Satterthwaite
  const df = (e1 + e2) ** 2 / (e1 ** 2 / (n1 - 1) + e2 ** 2 / (n2 - 1));
  return judged(difference, Math.sqrt(e1 + e2), df, options, ['pooled']);
}

/** Do two independent groups scatter alike? Estimate = ratio of the first variance to the second (F test; needs normal readings). */
export function twoVariancesTest(first: ArrayLike<number>, second: ArrayLike<number>, options: IntervalOptions = {}): Test {
  sample('first', first, 2);
  sample('second', second, 2);
  const { confidence, below, above } = errors(options);
  const v1 = variance(first);
  const v2 = variance(second);
  if (v1 === 0) refuse('first', Array.from(first), 'a list whose values differ');
  if (v2 === 0) refuse('second', Array.from(second), 'a list whose values differ');
  const df1 = whole('first.length - 1', first.length - 1, 1);
  const df2 = second.length - 1;
  const f = fisherF({ df1, df2 });
  const ratio = v1 / v2;
  return {
    statistic: ratio,
    df: df1,
    p: Math.min(1, 2 * Math.min(f.cdf(ratio), f.survival(ratio))),
    estimate: ratio,
    interval: {
      low: below === 0 ? 0 : ratio / f.upperQuantile(below),
      high: above === 0 ? Number.POSITIVE_INFINITY : ratio / f.quantile(above),
      confidence,
    },
  };
}

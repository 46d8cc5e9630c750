import { linearRegression, mean, standardDeviation, studentT, type Regression } from '@millrace/statistics';
import { equivalentDf } from '../constants/constants.ts';
import { d2Star, relativeRange } from '../constants/range.ts';
import { finite, oneOf, onlyNamed, openProbability, positive, refuse, sample } from '../guard.ts';

export interface BiasStudy {
  readonly count: number;
  readonly mean: number;
  /** Mean less reference, in the unit of the readings. */
  readonly bias: number;
  readonly repeatability: number;
  /** Repeatability over the root of the count. */
  readonly standardError: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
  /** Zero lies within the limits. */
  readonly isAcceptable: boolean;
}

/**
 * Bias of a gauge on one part of known value (AIAG MSA 4th edition, chapter III B, independent sample method).
 * `repeatability` by the standard `deviation` (default), or by the `range` over d2* with Duncan's equivalent degrees of freedom, as AIAG's printed example.
 */
export function biasStudy(
  values: ArrayLike<number>,
  {
    reference,
    confidence = 0.95,
    repeatability: way = 'deviation',
    ...rest
  }: { readonly reference: number; readonly confidence?: number; readonly repeatability?: 'deviation' | 'range' },
): BiasStudy {
  onlyNamed('options', rest, ['reference', 'confidence', 'repeatability']);
  sample('values', values, 2);
  finite('reference', reference);
  openProbability('confidence', confidence);
  oneOf('repeatability', way, ['deviation', 'range']);
  const n = values.length;
  const all = Array.from(values);
  const { d2, d3 } = relativeRange(n);
  const repeatability = way === 'deviation' ? standardDeviation(all) : (all.reduce((a, b) => Math.max(a, b)) - all.reduce((a, b) => Math.min(a, b))) / d2Star(n, 1);
  const df = way === 'deviation' ? n - 1 : equivalentDf((d3 / d2) ** 2);
  if (repeatability === 0) refuse('values', all, 'a list whose values differ: the gauge must resolve its own scatter');
  const center = mean(all);
  const bias = center - reference;
  const standardError = repeatability / Math.sqrt(n);
  const t = studentT({ df });
  // AIAG's printed limits carry d2 / d2* beside t when the range is used
  const reach = t.upperQuantile((1 - confidence) / 2) * standardError * (way === 'range' ? d2 / d2Star(n, 1) : 1);
  return {
    count: n,
    mean: center,
    bias,
    repeatability,
    standardError,
    t: bias / standardError,
    df,
    p: Math.min(1, 2 * t.survival(Math.abs(bias / standardError))),
    low: bias - reach,
    high: bias + reach,
    isAcceptable: Math.abs(bias) <= reach,
  };
}

export interface LinearityStudy {
  /** Regression of the bias of every reading on the reference value. */
  readonly line: Regression;
  readonly intercept: number;
  readonly slope: number;
  readonly rSquared: number;
  /** Chance of such a slope, and of such an intercept, if there were none. */
  readonly slopeP: number;
  readonly interceptP: number;
  /** Average bias at each reference value, with the line and its limits there. */
  readonly at: readonly {
    readonly reference: number;
    readonly bias: number;
    readonly fitted: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Zero bias lies within the limits of the line at every reference value. */
  readonly isAcceptable: boolean;
  /** |slope| times the process variation (6 sigma), and as a share of it; absent without the process sigma. */
  readonly linearity?: number;
  readonly linearityPercent?: number;
}

/** Linearity of a gauge over its range: does the bias change with the size? (AIAG MSA 4th edition, chapter III B). */
export function linearityStudy(
  parts: readonly { readonly reference: number; readonly values: ArrayLike<number> }[],
  { confidence = 0.95, processSigma, ...rest }: { readonly confidence?: number; readonly processSigma?: number } = {},
): LinearityStudy {
  onlyNamed('options', rest, ['confidence', 'processSigma']);
  if (!(parts?.length >= 2)) refuse('parts', parts, 'a list of at least 2 parts; AIAG asks for 5');
  const x: number[] = [];
  const y: number[] = [];
  parts.forEach(({ reference, values }, i) => {
    finite(`parts[${i}].reference`, reference);
    sample(`parts[${i}].values`, values, 1);
    for (let k = 0; k < values.length; k++) {
      x.push(reference);
      y.push(values[k]! - reference);
    }
  });
  const line = linearRegression({ x, y, confidence });
  // a gauge that is stuck, or too coarse: its bias lies on a line without error (but for the last digit), and the tests would be infinitely sure
  const lastDigit = 1e-12 * x.reduce((most, reference, i) => Math.max(most, Math.abs(reference), Math.abs(reference + y[i]!)), 0);
  if (line.residuals.every((residual) => Math.abs(residual) <= lastDigit))
    refuse('parts', parts, 'such that readings scatter about the line: the gauge must resolve its own scatter');
  const [intercept, slope] = [line.coefficients[0]!, line.coefficients[1]!];
  const at = parts.map(({ reference, values }) => {
    const { estimate, confidence: limits } = line.predict(reference);
    return { reference, bias: mean(values) - reference, fitted: estimate, low: limits[0], high: limits[1] };
  });
  return {
    line,
    intercept: intercept.estimate,
    slope: slope.estimate,
    rSquared: line.rSquared,
    slopeP: slope.p,
    interceptP: intercept.p,
    at,
    isAcceptable: at.every(({ low, high }) => low <= 0 && high >= 0),
    ...(processSigma === undefined
      ? {}
      : {
          linearity: Math.abs(slope.estimate) * 6 * positive('processSigma', processSigma),
          linearityPercent: 100 * Math.abs(slope.estimate),
        }),
  };
}

export interface TypeOneStudy {
  readonly bias: number;
  readonly repeatability: number;
  readonly cg: number;
  readonly cgk: number;
}

/**
 * Type-1 study on one master: Cg = K T / (L s), Cgk = (K T / 2 - |bias|) / (L s / 2). K is the `share` of the tolerance (default 0.2) and
 * L the `spread` in sigma (default 6, as Minitab and Bosch's booklet 10; some firms use 4). Demand 1.33; customary 50 readings, at least 25.
 */
export function typeOneStudy(
  values: ArrayLike<number>,
  { reference, tolerance, share = 0.2, spread = 6, ...rest }: { readonly reference: number; readonly tolerance: number; readonly share?: number; readonly spread?: number },
): TypeOneStudy {
  onlyNamed('options', rest, ['reference', 'tolerance', 'share', 'spread']);
  sample('values', values, 2);
  finite('reference', reference);
  positive('tolerance', tolerance);
  positive('share', share);
  positive('spread', spread);
  const s = standardDeviation(values);
  if (s === 0) refuse('values', Array.from(values), 'a list whose values differ: the gauge must resolve its own scatter');
  const bias = mean(values) - reference;
  return {
    bias,
    repeatability: s,
    cg: (share * tolerance) / (spread * s),
    cgk: ((share * tolerance) / 2 - Math.abs(bias)) / ((spread * s) / 2),
  };
}

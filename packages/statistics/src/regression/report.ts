import { fisherF } from '../distribution/beta.ts';
import { studentT } from '../distribution/student-t.ts';
import { finite, refuse } from '../guard.ts';
import type { LeastSquares } from './least-squares.ts';

/** One term of a fitted line, with what it is worth. */
export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided chance of such a t if the term had no effect. */
  readonly p: number;
  readonly interval: readonly [low: number, high: number];
  /** Sum of squares this term takes after those named before it (type I). */
  readonly sequentialSquares: number;
}

export interface RegressionAnova {
  readonly regression: { readonly df: number; readonly sumOfSquares: number; readonly meanSquare: number };
  readonly residual: { readonly df: number; readonly sumOfSquares: number; readonly meanSquare: number };
  readonly total: { readonly df: number; readonly sumOfSquares: number };
  readonly f: number;
  readonly p: number;
}

export interface Prediction {
  readonly estimate: number;
  readonly standardError: number;
  /** Where the true mean lies. */
  readonly confidence: readonly [low: number, high: number];
  /** Where one new observation lies. */
  readonly prediction: readonly [low: number, high: number];
}

export interface Regression {
  readonly coefficients: readonly Coefficient[];
  readonly anova: RegressionAnova;
  readonly residualStandardDeviation: number;
  /** About the mean with an intercept, about zero without one (as NIST and R do). */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  /** Weight of each observation on its own fitted value; above 2p/n deserves a look. */
  readonly leverage: readonly number[];
  /** Near 2 when neighbouring residuals do not follow each other (Durbin & Watson 1950); 2 where the fit is exact and nothing follows anything. */
  readonly durbinWatson: number;
  readonly confidence: number;
  /** The fitted value at one setting of the predictors, in the order of the terms (one value x for a line or a polynomial). */
  predict(at: readonly number[] | number): Prediction;
}

export interface RegressionOptions {
  /** Default true. */
  readonly intercept?: boolean;
  /** Weights of the observations, each above 0, in inverse proportion to their variance. */
  readonly weights?: ArrayLike<number>;
  /** Confidence level of intervals, default 0.95. */
  readonly confidence?: number;
}

/** What was fitted, beside its solution. */
export interface Fitted {
  readonly names: readonly string[];
  /** The columns of the terms, the intercept's ones included. */
  readonly columns: readonly ArrayLike<number>[];
  readonly y: ArrayLike<number>;
  readonly intercept: boolean;
  readonly weights: ArrayLike<number> | undefined;
  readonly confidence: number;
  /** The row of the design for one setting of the predictors. */
  rowOf(at: readonly number[]): readonly number[];
}

// a column left with less than this share of itself repeats the others to the last digits a double has; Filip's worst has 5e-8
const leastIndependence = 1e-13;
// residuals below one unit in the fifteenth digit are rounding, not scatter
const leastResidual = 1e-30;

/** Standard errors, limits, analysis of variance and predictions of a solution; what has an entry for each observation is formed when asked for. */
export function report(solved: LeastSquares, { names, columns, y, intercept, weights, confidence, rowOf }: Fitted): Regression {
  const n = y.length;
  const p = names.length;
  solved.independence.forEach((share, j) => {
    if (!(share >= leastIndependence)) throw new RangeError(`The predictor ${names[j]!} is constant or repeats those before it, so its coefficient cannot be told; leave it out.`);
  });

  const residualDf = n - p;
  const residualSquares = solved.residualSquares <= leastResidual * solved.responseSquares ? 0 : solved.residualSquares;
  const explained = solved.sequential.slice(intercept ? 1 : 0).reduce((a, b) => a + b, 0);
  const regressionDf = p - (intercept ? 1 : 0);
  const total = explained + residualSquares;
  if (total === 0) refuse('the response', Array.from(y), intercept ? 'a list whose values differ: there is nothing to explain' : 'a list of which some are not 0');
  const residualMean = residualSquares / residualDf;
  const sd = Math.sqrt(residualMean);
  const t = studentT({ df: residualDf });
  const reach = t.upperQuantile((1 - confidence) / 2);

  const coefficients = names.map((name, j): Coefficient => {
    const estimate = solved.coefficients[j]!;
    const standardError = sd * Math.sqrt(solved.inverse[j]![j]!);
    const ratio = standardError === 0 ? (estimate === 0 ? 0 : Math.sign(estimate) * Number.POSITIVE_INFINITY) : estimate / standardError;
    return {
      name,
      estimate,
      standardError,
      t: ratio,
      p: standardError === 0 && estimate === 0 ? 1 : Math.min(1, 2 * t.survival(Math.abs(ratio))),
      interval: [estimate - reach * standardError, estimate + reach * standardError],
      sequentialSquares: solved.sequential[j]!,
    };
  });

  const meanSquare = explained / regressionDf;
  const f = residualMean === 0 ? Number.POSITIVE_INFINITY : meanSquare / residualMean;
  const quadratic = (row: readonly number[]): number => {
    let value = 0;
    for (let i = 0; i < p; i++) {
      const line = solved.inverse[i]!;
      for (let j = 0; j < p; j++) value += row[i]! * row[j]! * line[j]!;
    }
    return Math.max(0, value);
  };
  const residuals = once(() => {
    const weighed = solved.residuals();
    return weighed.map((r, i) => (residualSquares === 0 ? 0 : weights ? r / Math.sqrt(weights[i]!) : r));
  });
  const leverage = once(() => Array.from({ length: n }, (_, i) => quadratic(columns.map((column) => column[i]!)) * (weights ? weights[i]! : 1)));

  return {
    coefficients,
    anova: {
      regression: { df: regressionDf, sumOfSquares: explained, meanSquare },
      residual: { df: residualDf, sumOfSquares: residualSquares, meanSquare: residualMean },
      total: { df: n - (intercept ? 1 : 0), sumOfSquares: total },
      f,
      p: fisherF({ df1: regressionDf, df2: residualDf }).survival(f),
    },
    residualStandardDeviation: sd,
    rSquared: explained / total,
    adjustedRSquared: 1 - residualMean / (total / (n - (intercept ? 1 : 0))),
    get fitted() {
      return residuals().map((r, i) => y[i]! - r);
    },
    get residuals() {
      return residuals();
    },
    get leverage() {
      return leverage();
    },
    get durbinWatson() {
      return durbinWatson(residuals());
    },
    confidence,
    predict(at) {
      const given = typeof at === 'number' ? [at] : at;
      if (!Array.isArray(given)) refuse('at', given, 'a number, or a list with one for each predictor');
      given.forEach((value, i) => finite(`at[${i}]`, value));
      const row = rowOf(given);
      const estimate = row.reduce((value, x, j) => value + x * solved.coefficients[j]!, 0);
      const shape = quadratic(row);
      const standardError = sd * Math.sqrt(shape);
      const single = sd * Math.sqrt(1 + shape);
      return {
        estimate,
        standardError,
        confidence: [estimate - reach * standardError, estimate + reach * standardError],
        prediction: [estimate - reach * single, estimate + reach * single],
      };
    },
  };
}

function durbinWatson(residuals: readonly number[]): number {
  let steps = 0;
  for (let i = 1; i < residuals.length; i++) steps += (residuals[i]! - residuals[i - 1]!) ** 2;
  const squares = residuals.reduce((a, r) => a + r * r, 0);
  return squares === 0 ? 2 : steps / squares;
}

function once<T>(form: () => T): () => T {
  let formed: T | undefined;
  return () => (formed ??= form());
}

import { fisherF } from '../distribution/beta.ts';
import { studentT } from '../distribution/student-t.ts';
import { finite, openProbability, refuse, sample, whole } from '../guard.ts';
import { readColumn } from '../numeric/sums.ts';
import { column, entry, multiply, squareRoot, wide, type Wide, type WideColumn } from '../numeric/wide.ts';
import { leastSquares } from './least-squares.ts';

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

interface Term {
  readonly name: string;
  readonly column: WideColumn;
}

// a column left with less than this share of itself repeats the others to the last digits a double has; Filip's worst has 5e-8
const leastIndependence = 1e-13;
// residuals below one unit in the fifteenth digit are rounding, not scatter
const leastResidual = 1e-30;

function fit(
  terms: readonly Term[],
  y: ArrayLike<number>,
  { intercept = true, weights, confidence = 0.95 }: RegressionOptions,
  rowOf: (at: readonly number[]) => readonly number[],
): Regression {
  openProbability('confidence', confidence);
  const n = y.length;
  const p = terms.length;
  if (n <= p) refuse('the number of observations', n, `more than the ${p} coefficients, or no scatter can be estimated`);
  if (weights !== undefined) {
    sample('weights', weights, n);
    if (weights.length !== n) refuse('weights', weights, `as many as observations (${n})`);
    for (let i = 0; i < n; i++) if (weights[i]! <= 0) refuse(`weights[${i}]`, weights[i], 'above 0');
  }
  const readWeights = weights && readColumn(weights);
  const roots = readWeights && column(n, (i) => squareRoot(entry(readWeights, i)));
  const weighed = (c: WideColumn): WideColumn => (roots ? column(n, (i) => multiply(entry(c, i), entry(roots, i))) : c);
  const original = terms.map((term) => ({ hi: term.column.hi.slice() }));
  const response = readColumn(y);
  const solved = leastSquares(
    terms.map((term) => weighed({ hi: term.column.hi.slice(), lo: term.column.lo.slice() })),
    weighed(response),
  );
  solved.independence.forEach((share, j) => {
    if (share < leastIndependence) throw new RangeError(`The predictor ${terms[j]!.name} is constant or repeats those before it, so its coefficient cannot be told; leave it out.`);
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

  const coefficients = terms.map((term, j): Coefficient => {
    const estimate = solved.coefficients[j]!;
    const standardError = sd * Math.sqrt(solved.inverse[j]![j]!);
    const ratio = standardError === 0 ? (estimate === 0 ? 0 : Math.sign(estimate) * Number.POSITIVE_INFINITY) : estimate / standardError;
    return {
      name: term.name,
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
  const leverages = (): number[] => {
    const row = Array.from({ length: p }, () => 0);
    return Array.from({ length: n }, (_, i) => {
      for (let j = 0; j < p; j++) row[j] = original[j]!.hi[i]!;
      return quadratic(row) * (weights ? weights[i]! : 1);
    });
  };
  const residuals = solved.residuals.map((r, i) => (residualSquares === 0 ? 0 : roots ? r / roots.hi[i]! : r));
  let steps = 0;
  for (let i = 1; i < n; i++) steps += (residuals[i]! - residuals[i - 1]!) ** 2;
  const squares = residuals.reduce((a, r) => a + r * r, 0);

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
    fitted: residuals.map((r, i) => y[i]! - r),
    residuals,
    leverage: leverages(),
    durbinWatson: squares === 0 ? 2 : steps / squares,
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

const ones = (n: number): Term => ({ name: 'intercept', column: column(n, () => wide(1)) });

/**
 * Regression of a response on several predictors, by name.
 * 32-digit arithmetic inside: Longley comes out to all printed digits.
 */
export function multipleRegression({
  predictors,
  response,
  ...options
}: {
  readonly predictors: Readonly<Record<string, ArrayLike<number>>>;
  readonly response: ArrayLike<number>;
} & RegressionOptions): Regression {
  sample('response', response, 2);
  const names = Object.keys(predictors);
  if (names.length === 0) refuse('predictors', '{}', 'at least one named list');
  const terms = names.map((name): Term => {
    const values = sample(`predictors.${name}`, predictors[name]!, 2);
    if (values.length !== response.length) refuse(`predictors.${name}`, Array.from(values), `as long as the response (${response.length})`);
    return { name, column: readColumn(values) };
  });
  const intercept = options.intercept ?? true;
  return fit(intercept ? [ones(response.length), ...terms] : terms, response, options, (at) => {
    if (at.length !== names.length) refuse('at', [...at], `one value for each of ${names.join(', ')}`);
    return intercept ? [1, ...at] : at;
  });
}

/**
 * Polynomial in one predictor. The powers are formed with 32 digits, so that degree 10 on Filip's data keeps 14 digits,
 * where plain doubles keep about 7 or refuse.
 */
export function polynomialRegression({
  x,
  y,
  degree,
  ...options
}: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number>; readonly degree: number } & RegressionOptions): Regression {
  sample('x', x, 2);
  sample('y', y, 2);
  if (x.length !== y.length) refuse('y', Array.from(y), `as long as x (${x.length})`);
  whole('degree', degree, 1, 30);
  const powers: Term[] = [];
  const read = readColumn(x);
  let last: WideColumn = column(x.length, () => wide(1));
  for (let k = 1; k <= degree; k++) {
    const before = last;
    last = k === 1 ? read : column(x.length, (i): Wide => multiply(entry(before, i), entry(read, i)));
    powers.push({ name: k === 1 ? 'x' : `x^${k}`, column: last });
  }
  const intercept = options.intercept ?? true;
  return fit(intercept ? [ones(x.length), ...powers] : powers, y, options, (at) => {
    if (at.length !== 1) refuse('at', [...at], 'one value of x');
    const row = Array.from({ length: degree }, (_, k) => at[0]! ** (k + 1));
    return intercept ? [1, ...row] : row;
  });
}

/** Straight line y = a + b x: calibration, linearity, drift. */
export function linearRegression(given: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> } & RegressionOptions): Regression {
  return polynomialRegression({ ...given, degree: 1 });
}

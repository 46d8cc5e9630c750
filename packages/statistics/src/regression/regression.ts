import { onlyNamed, openProbability, refuse, sample, whole } from '../guard.ts';
import { readColumn } from '../numeric/sums.ts';
import { column, entry, multiply, squareRoot, wide, type Wide, type WideColumn } from '../numeric/wide.ts';
import { leastSquares } from './least-squares.ts';
import { report, type Regression, type RegressionOptions } from './report.ts';
import { straightLine } from './straight-line.ts';

export type { Coefficient, Prediction, Regression, RegressionAnova, RegressionOptions } from './report.ts';

const optionNames = ['intercept', 'weights', 'confidence'];

interface Term {
  readonly name: string;
  readonly column: WideColumn;
}

function fit(
  terms: readonly Term[],
  y: ArrayLike<number>,
  { intercept = true, weights, confidence = 0.95 }: RegressionOptions,
  rowOf: (at: readonly number[]) => readonly number[],
): Regression {
  openProbability('confidence', confidence);
  const n = y.length;
  enough(n, terms.length);
  if (weights !== undefined) {
    sample('weights', weights, n);
    if (weights.length !== n) refuse('weights', weights, `as many as observations (${n})`);
    for (let i = 0; i < n; i++) if (weights[i]! <= 0) refuse(`weights[${i}]`, weights[i], 'above 0');
  }
  const readWeights = weights && readColumn(weights);
  const roots = readWeights && column(n, (i) => squareRoot(entry(readWeights, i)));
  const weighed = (c: WideColumn): WideColumn => (roots ? column(n, (i) => multiply(entry(c, i), entry(roots, i))) : c);
  const columns = terms.map((term) => term.column.hi.slice());
  const solved = leastSquares(
    terms.map((term) => weighed({ hi: term.column.hi.slice(), lo: term.column.lo.slice() })),
    weighed(readColumn(y)),
  );
  return report(solved, { names: terms.map(({ name }) => name), columns, y, intercept, weights, confidence, rowOf });
}

function enough(observations: number, coefficients: number): void {
  if (observations <= coefficients) refuse('the number of observations', observations, `more than the ${coefficients} coefficients, or no scatter can be estimated`);
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
  onlyNamed('the request', options, ['predictors', 'response', ...optionNames]);
  sample('response', response, 2);
  const names = Object.keys(predictors);
  if (names.length === 0) refuse('predictors', '{}', 'at least one named list');
  const intercept = options.intercept ?? true;
  const terms = names.map((name): Term => {
    if (name === 'intercept' && intercept) refuse('predictors', name, 'a name of its own: the constant term is called intercept already');
    // such keys come first and by size, whatever order they were written in, and predict() would take the values of others
    if (/^\d+$/.test(name)) refuse('predictors', name, 'a name that is not a bare number: an object puts those in an order of its own');
    const values = sample(`predictors.${name}`, predictors[name]!, 2);
    if (values.length !== response.length) refuse(`predictors.${name}`, Array.from(values), `as long as the response (${response.length})`);
    return { name, column: readColumn(values) };
  });
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
  onlyNamed('the request', options, ['x', 'y', 'degree', ...optionNames]);
  sample('x', x, 2);
  sample('y', y, 2);
  if (x.length !== y.length) refuse('y', Array.from(y), `as long as x (${x.length})`);
  whole('degree', degree, 1, 30);
  for (let i = 0; i < x.length; i++)
    if (Math.abs(x[i]!) ** (2 * degree) > 1e300) refuse(`x[${i}]`, x[i], `so small that its power ${2 * degree} is below 1e300; take a larger unit`);
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
  const { x, y, intercept = true, weights, confidence = 0.95, ...rest } = given;
  onlyNamed('the request', rest, ['x', 'y', ...optionNames]);
  const solved = intercept && weights === undefined ? straightLine(x, y) : undefined;
  if (solved === undefined) return polynomialRegression({ ...given, degree: 1 });
  openProbability('confidence', confidence);
  enough(x.length, 2);
  const rowOf = (at: readonly number[]) => (at.length === 1 ? [1, at[0]!] : refuse('at', [...at], 'one value of x'));
  return report(solved, { names: ['intercept', 'x'], columns: [new Float64Array(x.length).fill(1), x], y, intercept, weights, confidence, rowOf });
}

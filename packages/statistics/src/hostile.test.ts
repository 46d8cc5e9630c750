import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, thinAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';

const values = [10.1, 9.9, 10.0, 10.2, 9.8, 10.3];
const other = [10.4, 10.6, 10.5, 10.2];
const cells = [
  [
    [5, 6],
    [7, 7],
  ],
  [
    [8, 9],
    [8, 7],
  ],
];
/** Asks a distribution everything it answers. */
const asked = (of: door.Continuous, x: number, p: number) => [of.density(x), of.cdf(x), of.survival(x), of.quantile(p), of.upperQuantile(p)];
const counted = (of: door.Discrete, k: number, p: number) => [of.mass(k), of.cdf(k), of.survival(k), of.quantile(p)];
// a distribution function has a value at both infinities
const ends = { '1 Infinity': 'a distribution has an upper end', '1 -Infinity': 'and a lower one' };
const continuous = <P>(make: (parameters: P) => door.Continuous, parameters: P) => ({
  call: ((given: P, x: number, p: number) => asked(make(given), x, p)) as never,
  args: [parameters, 1.5, 0.3],
  allows: ends,
});
const discrete = <P>(make: (parameters: P) => door.Discrete, parameters: P) => ({
  call: ((given: P, k: number, p: number) => counted(make(given), k, p)) as never,
  args: [parameters, 2, 0.3],
  allows: ends,
});

const one = (call: unknown, ...args: unknown[]) => ({ call: call as never, args });
const calls: Record<string, GoodCall> = {
  normal: continuous(door.normal, { mean: 1, sd: 2 }),
  lognormal: continuous(door.lognormal, { logMean: 1, logSd: 2 }),
  studentT: continuous(door.studentT, { df: 5 }),
  noncentralT: continuous(door.noncentralT, { df: 5, shift: 1 }),
  beta: continuous(door.beta, { a: 2, b: 3 }),
  fisherF: continuous(door.fisherF, { df1: 3, df2: 8 }),
  chiSquared: continuous(door.chiSquared, { df: 5 }),
  gamma: continuous(door.gamma, { shape: 2, scale: 1.5 }),
  exponential: continuous(door.exponential, { mean: 2 }),
  weibull: continuous(door.weibull, { shape: 2, scale: 1.5 }),
  binomial: discrete(door.binomial, { trials: 10, probability: 0.2 }),
  hypergeometric: discrete(door.hypergeometric, { lot: 50, defective: 5, sample: 10 }),
  poisson: discrete(door.poisson, { mean: 2 }),
  autocorrelation: one(door.autocorrelation, values, 1),
  correlation: one(door.correlation, values, values.toReversed()),
  covariance: one(door.covariance, values, values.toReversed()),
  geometricMean: one(door.geometricMean, values),
  kurtosis: one(door.kurtosis, values, { adjusted: true }),
  mean: one(door.mean, values),
  skewness: one(door.skewness, values, { adjusted: true }),
  standardDeviation: one(door.standardDeviation, values),
  sum: one(door.sum, values),
  variance: one(door.variance, values),
  fiveNumbers: one(door.fiveNumbers, values, { type: 7 }),
  median: one(door.median, values),
  medianAbsoluteDeviation: one(door.medianAbsoluteDeviation, values, { scaled: true }),
  quantile: one(door.quantile, values, 0.3, { type: 7 }),
  describe: one(door.describe, values, { type: 7 }),
  linearRegression: one(door.linearRegression, { x: [1, 2, 3, 4], y: other, weights: [1, 2, 1, 1], confidence: 0.95 }),
  multipleRegression: one(door.multipleRegression, { predictors: { a: [1, 2, 3, 4], b: [1, 4, 2, 1] }, response: other }),
  polynomialRegression: one(door.polynomialRegression, { x: [1, 2, 3, 4], y: other, degree: 2 }),
  'linearRegression predicts': one((at: number) => door.linearRegression({ x: [1, 2, 3, 4], y: other }).predict(at), 2.5),
  oneWayAnova: one(door.oneWayAnova, [values, other]),
  nestedAnova: one(door.nestedAnova, cells),
  twoWayAnova: one(door.twoWayAnova, cells),
  andersonDarling: one(door.andersonDarling, [...values, 10.05, 9.7]),
  shapiroWilk: one(door.shapiroWilk, values),
  meanInterval: one(door.meanInterval, values, { confidence: 0.95, side: 'both' }),
  meanTest: one(door.meanTest, values, 10, { confidence: 0.95 }),
  standardDeviationInterval: one(door.standardDeviationInterval, { sd: 2, df: 24 }, { confidence: 0.95 }),
  twoMeansTest: one(door.twoMeansTest, values, other, { confidence: 0.95 }),
  twoVariancesTest: one(door.twoVariancesTest, values, other, { confidence: 0.95 }),
  proportionInterval: one(door.proportionInterval, { count: 4, trials: 20 }, { confidence: 0.95, side: 'both', method: 'exact' }),
  rateInterval: one(door.rateInterval, { count: 5, exposure: 2 }, { confidence: 0.95 }),
  toleranceFactor: one(door.toleranceFactor, { count: 10, coverage: 0.95, confidence: 0.95, side: 'both' }),
  toleranceInterval: one(door.toleranceInterval, values, { coverage: 0.95, confidence: 0.95 }),
  exponentialFit: one(door.exponentialFit, { failures: [5, 8], censored: [10] }, { confidence: 0.9, ended: 'time' }),
  'exponentialFit by inspections': one(door.exponentialFit, {
    failedBetween: [
      [0, 5],
      [5, 9],
    ],
    censored: [10],
  }),
  weibullFit: one(door.weibullFit, { failures: [5, 8], censored: [10], failedBetween: [[2, 4]] }, { confidence: 0.9, bounds: 'fisher' }),
  'weibullFit asked': one((p: number, t: number) => [door.weibullFit({ failures: [5, 8, 9] }).lifeAt(p), door.weibullFit({ failures: [5, 8, 9] }).reliabilityAt(t)], 0.1, 5),
  gammaFunction: one(door.gammaFunction, 2.5),
  logBeta: one(door.logBeta, 2, 3),
  logGamma: one(door.logGamma, 2.5),
  zeroBetween: one(
    door.zeroBetween.bind(null, (x: number) => x - 1),
    0,
    3,
    1e-12,
  ),
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  assert.deepEqual(unreadNames(calls), []);
});

test('one reading, or readings without scatter, are answered only where that says something', () => {
  assert.deepEqual(
    thinAnswers(calls, {
      'covariance: equal': 'what does not vary goes with nothing: 0',
      'geometricMean: one': 'a mean of one is that one',
      'geometricMean: equal': 'so',
      'mean: one': 'so',
      'mean: equal': 'so',
      'sum: one': 'so',
      'sum: equal': 'so',
      'median: one': 'so',
      'median: equal': 'so',
      'quantile: one': 'so',
      'quantile: equal': 'so',
      'fiveNumbers: one': 'so',
      'fiveNumbers: equal': 'so',
      'standardDeviation: equal': 'readings that do not differ scatter by 0',
      'variance: equal': 'so',
      'medianAbsoluteDeviation: equal': 'so',
      'describe: one': 'scatter and shape are left out',
      'describe: equal': 'the shape is left out',
      'oneWayAnova: one': 'the other group has the scatter',
      'exponentialFit: one': 'its mean is time by failures, and its limits say how little that is',
      'exponentialFit: equal': 'so',
      'weibullFit: one': 'the lives beside it tell the shape',
    }),
    [],
  );
});

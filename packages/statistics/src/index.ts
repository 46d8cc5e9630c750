export type { Continuous, Discrete } from './distribution/distribution.ts';
export { lognormal, normal } from './distribution/normal.ts';
export { studentT } from './distribution/student-t.ts';
export { noncentralT } from './distribution/noncentral-t.ts';
export { beta, fisherF } from './distribution/beta.ts';
export { chiSquared, gamma } from './distribution/gamma.ts';
export { exponential, weibull } from './distribution/weibull.ts';
export { binomial } from './distribution/binomial.ts';
export { hypergeometric } from './distribution/hypergeometric.ts';
export { poisson } from './distribution/poisson.ts';

export { autocorrelation, correlation, covariance, geometricMean, kurtosis, mean, skewness, standardDeviation, sum, variance } from './descriptive/moments.ts';
export { fiveNumbers, median, medianAbsoluteDeviation, quantile, type QuantileType } from './descriptive/quantile.ts';
export { describe, type Description } from './descriptive/describe.ts';

export {
  linearRegression,
  multipleRegression,
  polynomialRegression,
  type Coefficient,
  type Prediction,
  type Regression,
  type RegressionAnova,
  type RegressionOptions,
} from './regression/regression.ts';

export { oneWayAnova, type AnovaRow, type OneWayAnova, type TestedRow } from './anova/one-way.ts';
export { nestedAnova, twoWayAnova, type Cells, type Effect, type NestedAnova, type TwoWayAnova } from './anova/two-way.ts';

export { andersonDarling, type NormalityTest } from './normality/anderson-darling.ts';
export { shapiroWilk } from './normality/shapiro-wilk.ts';

export type { Interval, IntervalOptions, Side } from './confidence/interval.ts';
export { meanInterval, meanTest, standardDeviationInterval, twoMeansTest, twoVariancesTest, type Test } from './confidence/mean.ts';
export { proportionInterval, rateInterval, type ProportionMethod } from './confidence/count.ts';
export { toleranceFactor, toleranceInterval } from './confidence/tolerance.ts';

export type { Lives } from './reliability/lives.ts';
export { exponentialFit, type ExponentialFit } from './reliability/exponential.ts';
export { weibullFit, type Bounds, type Estimate, type WeibullFit } from './reliability/weibull.ts';

export { gammaFunction, logBeta, logGamma, zeroBetween } from './special/door.ts';

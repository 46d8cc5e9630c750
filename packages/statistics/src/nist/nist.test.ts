import assert from 'node:assert/strict';
import { test } from 'node:test';
import { autocorrelation, linearRegression, mean, multipleRegression, oneWayAnova, polynomialRegression, standardDeviation, type Regression } from '../index.ts';
import { linearReferences, type LinearReference } from './linear.ts';
import { varianceReferences } from './variance.ts';

/** Digits that agree with the certified value, at most the 15 it has. */
const digits = (got: number, certified: number): number => Math.min(15, -Math.log10(certified === 0 ? Math.abs(got) : Math.abs(got / certified - 1)));

function fit(of: LinearReference): Regression {
  const { intercept, predictors, response, degree } = of;
  if (degree === undefined) return multipleRegression({ predictors: Object.fromEntries(predictors.map((values, i) => [`x${i + 1}`, values])), response });
  if (degree === 1) return linearRegression({ x: predictors[0]!, y: response, intercept });
  return polynomialRegression({ x: predictors[0]!, y: response, degree, intercept });
}

for (const of of linearReferences) {
  test(`the coefficients of NIST ${of.name} and their standard errors are certified to 13 digits`, () => {
    const got = fit(of);
    of.estimates.forEach((certified, i) => {
      const { estimate, standardError } = got.coefficients[i]!;
      assert.ok(digits(estimate, certified) >= 13, `B${i} = ${estimate}, certified ${certified}`);
      assert.ok(digits(standardError, of.standardErrors[i]!) >= 13, `standard error of B${i} = ${standardError}, certified ${of.standardErrors[i]}`);
    });
    if (of.residualStandardDeviation !== undefined)
      assert.ok(digits(got.residualStandardDeviation, of.residualStandardDeviation) >= 13, `residual sd ${got.residualStandardDeviation}`);
    if (of.rSquared !== undefined) assert.ok(digits(got.rSquared, of.rSquared) >= 13, `R squared ${got.rSquared}`);
  });
}

test('an exact polynomial leaves no scatter, and its F is infinite as NIST certifies for Wampler1 and Wampler2', () => {
  for (const of of linearReferences.filter(({ name }) => name === 'Wampler1' || name === 'Wampler2')) {
    const got = fit(of);
    assert.equal(got.anova.residual.sumOfSquares, 0);
    assert.equal(got.anova.f, Number.POSITIVE_INFINITY);
  }
});

test('the analysis of variance of NIST Norris is certified line by line', () => {
  const { anova } = fit(linearReferences[0]!);
  assert.deepEqual([anova.regression.df, anova.residual.df], [1, 34]);
  assert.ok(digits(anova.regression.sumOfSquares, 4255954.13232369) >= 13);
  assert.ok(digits(anova.residual.sumOfSquares, 26.6173985294224) >= 13);
  assert.ok(digits(anova.f, 5436385.54079785) >= 13);
});

for (const of of varianceReferences) {
  test(`the analysis of variance of NIST ${of.name} is certified to 13 digits`, () => {
    const got = oneWayAnova(of.groups);
    assert.deepEqual([got.between.df, got.within.df], [of.betweenDf, of.withinDf]);
    const pairs = [
      [got.between.sumOfSquares, of.betweenSquares],
      [got.within.sumOfSquares, of.withinSquares],
      [got.between.f, of.f],
      [got.rSquared, of.rSquared],
      [got.residualStandardDeviation, of.residualStandardDeviation],
    ] as const;
    for (const [value, certified] of pairs) assert.ok(digits(value, certified) >= 13, `${value}, certified ${certified}`);
  });
}

const alternating = (first: number, low: number, high: number) => [first, ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? low : high))] as const;

for (const [name, values, centre, sd] of [
  ['NumAcc1', [10000001, 10000003, 10000002], 10000002, 1],
  ['NumAcc2', alternating(1.2, 1.1, 1.3), 1.2, 0.1],
  ['NumAcc3', alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1],
  ['NumAcc4', alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1],
] as const) {
  test(`mean and standard deviation of NIST ${name} come out as certified`, () => {
    assert.ok(digits(mean(values), centre) >= 15);
    assert.ok(digits(standardDeviation(values), sd) >= 15);
  });
}

// Michelson 1879, speed of light in air: thousandths of 1000 km/s above 299
const michelso = [
  850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960, 960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880,
  830, 800, 790, 760, 800, 880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840, 890, 810, 810, 820, 800, 770, 760, 740, 750, 760,
  910, 920, 890, 860, 880, 720, 840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740, 810, 940, 950, 800, 810, 870,
].map((thousandths) => Number((299 + thousandths / 1000).toFixed(2)));

test('mean, standard deviation and autocorrelation of NIST Michelso come out as certified', () => {
  assert.equal(mean(michelso), 299.8524);
  assert.ok(digits(standardDeviation(michelso), 0.0790105478190518) >= 14);
  assert.ok(digits(autocorrelation(michelso), 0.535199668621283) >= 14);
});

test('the lag-1 autocorrelation of NIST NumAcc2 and NumAcc4 is -0.999', () => {
  for (const values of [alternating(1.2, 1.1, 1.3), alternating(10000000.2, 10000000.1, 10000000.3)]) assert.ok(digits(autocorrelation(values), -0.999) >= 14);
});

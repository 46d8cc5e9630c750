import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  binomial,
  meanInterval,
  meanTest,
  poisson,
  proportionInterval,
  rateInterval,
  standardDeviationInterval,
  toleranceFactor,
  toleranceInterval,
  twoMeansTest,
  twoVariancesTest,
} from '../index.ts';

const near = (got: number, expected: number, relative = 1e-9) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

test('limits of a mean, by hand: 5 readings of mean 3, s = 1.5811, t = 2.7764', () => {
  const { low, high } = meanInterval([1, 2, 3, 4, 5]);
  near(low, 3 - (2.7764451051977987 * Math.sqrt(2.5)) / Math.sqrt(5), 1e-12);
  near(high, 3 + (2.7764451051977987 * Math.sqrt(2.5)) / Math.sqrt(5), 1e-12);
  const atLeast = meanInterval([1, 2, 3, 4, 5], { side: 'lower' });
  assert.equal(atLeast.high, Number.POSITIVE_INFINITY);
  near(atLeast.low, 3 - (2.13184678632665 * Math.sqrt(2.5)) / Math.sqrt(5), 1e-10);
});

test('limits of a standard deviation of 2 from 24 degrees of freedom are 1.5616 and 2.7823', () => {
  const { low, high } = standardDeviationInterval({ sd: 2, df: 24 });
  near(low, 2 * Math.sqrt(24 / 39.36407702660391), 1e-11);
  near(high, 2 * Math.sqrt(24 / 12.401150217444439), 1e-11);
});

test('4 of 20: 0.0573 to 0.4366 exact, 0.0807 to 0.4160 by Wilson (SciPy 1.17); none of 59 at 95 %: at most 5 %, the rule of 59', () => {
  const exact = proportionInterval({ count: 4, trials: 20 });
  near(exact.low, 0.05733399705002387);
  near(exact.high, 0.4366140029966687);
  const wilson = proportionInterval({ count: 4, trials: 20 }, { method: 'wilson' });
  near(wilson.low, 0.08065766257979806);
  near(wilson.high, 0.4160174322518936);
  const none = proportionInterval({ count: 0, trials: 59 }, { side: 'upper' });
  assert.ok(none.high < 0.05 && proportionInterval({ count: 0, trials: 58 }, { side: 'upper' }).high > 0.05);
});

test('5 events have limits 1.6235 and 11.6683 (Garwood 1936, table)', () => {
  const { low, high } = rateInterval({ count: 5, exposure: 1 });
  near(low, 1.6235, 1e-4);
  near(high, 11.6683, 1e-5);
});

test('exact limits are the rates under which the count seen would just be surprising', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
      const count = Math.round(share * trials);
      const { low, high } = proportionInterval({ count, trials });
      const lowOk = count === 0 || Math.abs(binomial({ trials, probability: low }).survival(count - 1) - 0.025) < 1e-10;
      const highOk = count === trials || Math.abs(binomial({ trials, probability: high }).cdf(count) - 0.025) < 1e-10;
      const rate = rateInterval({ count, exposure: 2 });
      return lowOk && highOk && Math.abs(poisson({ mean: 2 * rate.high }).cdf(count) - 0.025) < 1e-10;
    }),
  );
});

test('two-sided tolerance factors are the exact ones: 3.3934 for 10 pieces, 95 % covered, 95 % sure', () => {
  // double integral by adaptive quadrature at 1e-12, done apart from this code
  const exact: [number, number, number, number][] = [
    [10, 0.95, 0.95, 3.3934294787],
    [2, 0.95, 0.95, 36.5192146121],
    [30, 0.99, 0.9, 3.1733086094],
    [43, 0.9, 0.99, 2.2228251738],
  ];
  for (const [count, coverage, confidence, k] of exact) near(toleranceFactor({ count, coverage, confidence }), k, 1e-9);
});

test('one-sided tolerance factors: 2.911 for 10 pieces, 95 % covered, 95 % sure (ISO 16269-6, Natrella table A-7)', () => {
  near(toleranceFactor({ count: 10, coverage: 0.95, confidence: 0.95, side: 'upper' }), 2.911, 2e-4);
  near(toleranceFactor({ count: 10, coverage: 0.9, confidence: 0.95, side: 'upper' }), 2.355, 2e-4);
  const limits = toleranceInterval([9, 10, 11, 10, 9, 11, 10, 10, 9, 11], { coverage: 0.9, side: 'upper' });
  near(limits.high, 10 + limits.factor * Math.sqrt(6 / 9), 1e-12);
  assert.equal(limits.low, Number.NEGATIVE_INFINITY);
});

test('Welch compares two means as SciPy does', () => {
  const weights = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236];
  const got = twoMeansTest(weights, [150, 160, 170, 180]);
  near(got.statistic, 0.7061466900700444);
  near(got.p, 0.49512947118043205);
  near(got.df, 10.740485573981575);
  const pooled = twoMeansTest([1, 2, 3], [3, 4, 5], { pooled: true });
  near(pooled.statistic, -2 / Math.sqrt(2 / 3), 1e-12);
});

test('a test and its limits say the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 20 }),
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 20 }),
      (a, b) => {
        if (new Set(a).size < 2 || new Set(b).size < 2) return true;
        const agree = (p: number, inside: boolean) => Math.abs(p - 0.05) < 1e-9 || p > 0.05 === inside;
        const one = meanTest(a, 3);
        const two = twoMeansTest(a, b);
        const f = twoVariancesTest(a, b);
        return (
          agree(one.p, one.interval.low < 0 && one.interval.high > 0) &&
          agree(two.p, two.interval.low < 0 && two.interval.high > 0) &&
          agree(f.p, f.interval.low < 1 && f.interval.high > 1)
        );
      },
    ),
  );
});

test('what cannot be judged is refused', () => {
  assert.throws(() => meanInterval([5]), /at least 2 values/);
  assert.throws(() => proportionInterval({ count: 5, trials: 4 }), /count is 5; it must be a whole number from 0 to 4/);
  assert.throws(() => proportionInterval({ count: 1.5, trials: 4 }), /count is 1.5/);
  assert.throws(() => rateInterval({ count: 3, exposure: 0 }), /exposure is 0; it must be a finite number above 0/);
  assert.throws(() => meanTest([2, 2, 2], 1), /the scatter is 0; it must be above 0/);
  assert.throws(() => standardDeviationInterval({ sd: 0, df: 4 }), /sd is 0/);
  assert.throws(() => twoVariancesTest([1, 1, 1], [1, 2, 3]), /first is a list of 3; it must be a list whose values differ/);
  assert.throws(() => toleranceFactor({ count: 1, coverage: 0.9, confidence: 0.9 }), /count is 1/);
  assert.throws(() => meanInterval([1, 2], { side: 'left' as 'lower' }), /side is "left"; it must be one of both, lower, upper/);
});

test('equal readings have no limits of the mean, rather than limits of no width', () => {
  assert.throws(() => meanInterval([2, 2, 2]), /values is a list of 3; it must be a list whose values differ/);
  assert.throws(
    () => toleranceInterval([2, 2, 2], { coverage: 0.9 }),
    /values is a list of 3; it must be a list whose values differ: without scatter there is no tolerance interval/,
  );
});

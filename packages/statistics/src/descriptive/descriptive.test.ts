import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  correlation,
  covariance,
  describe,
  geometricMean,
  kurtosis,
  mean,
  median,
  medianAbsoluteDeviation,
  quantile,
  skewness,
  standardDeviation,
  sum,
  variance,
  type QuantileType,
} from '../index.ts';

const near = (got: number, expected: number, relative = 1e-12) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

// weights of 11 men in pounds: the example of Shapiro & Wilk 1965, section 4
const weights = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236];

test('a tenth added ten times is one, because readings count as the decimals they show', () => {
  assert.equal(sum(Array.from({ length: 10 }, () => 0.1)), 1);
  assert.equal(sum([1e16, 1, -1e16]), 1);
});

test('skewness and kurtosis come in both conventions, as SciPy 1.17 computes them', () => {
  near(skewness(weights), 1.9560796622506866);
  near(skewness(weights, { adjusted: false }), 1.678543901586165);
  near(kurtosis(weights), 4.152162915725951);
  near(kurtosis(weights, { adjusted: false }), 1.9912977494355717);
});

test("the nine quantiles of Hyndman & Fan are NumPy's", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15];
  const expected = [3, 3, 3, 2.75, 3.25, 3, 3.5, 19 / 6, 3.1875];
  expected.forEach((value, i) => near(quantile(values, 0.25, { type: (i + 1) as QuantileType }), value));
  near(quantile([1, 2, 3, 4], 0.5, { type: 2 }), 2.5);
  near(quantile([1, 2, 3, 4], 0.5, { type: 3 }), 2);
});

test('a description leaves out what the readings cannot tell', () => {
  const one = describe([5]);
  assert.deepEqual([one.count, one.mean, one.median], [1, 5, 5]);
  assert.equal('standardDeviation' in one, false);
  const flat = describe([5, 5, 5, 5]);
  assert.equal(flat.standardDeviation, 0);
  assert.equal('skewness' in flat, false);
});

test('the median absolute deviation ignores an outlier', () => {
  assert.equal(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9000]), 1);
  near(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9000], { scaled: true }), 1.482602218505602);
  near(geometricMean([1, 10, 100]), 10);
  // one reading was said to have a scatter of 0
  assert.throws(() => medianAbsoluteDeviation([5]), /values is a list of 1; it must be a list of at least 2 values/);
});

const readings = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

test('shifting all readings moves the mean and leaves the scatter', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 }), fc.integer({ min: -1e9, max: 1e9 }), (tenths, shift) => {
      const values = tenths.map((t) => t / 10);
      const moved = tenths.map((t) => (t + 10 * shift) / 10);
      const before = standardDeviation(values);
      return Math.abs(standardDeviation(moved) - before) <= 1e-14 * before && Math.abs(mean(moved) - mean(values) - shift) <= 1e-12 * (Math.abs(shift) + 100);
    }),
  );
});

test('the median and every quantile lie within the readings, and rise with the share', () => {
  fc.assert(
    fc.property(readings, fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (values, type, a, b) => {
      const of = (p: number) => quantile(values, p, { type: type as QuantileType });
      const [low, high] = [of(Math.min(a, b)), of(Math.max(a, b))];
      // interpolation between equal readings may round by one unit in the last place
      return low >= Math.min(...values) && high <= Math.max(...values) + 1e-9 && low <= high + 1e-9;
    }),
  );
});

test('a correlation stays within -1 and 1 and does not mind the order of its arguments', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), { minLength: 3, maxLength: 30 }), (pairs) => {
      const x = pairs.map(([a]) => a);
      const y = pairs.map(([, b]) => b);
      if (new Set(x).size < 2 || new Set(y).size < 2) return true;
      const r = correlation(x, y);
      return r >= -1 && r <= 1 && Math.abs(r - correlation(y, x)) < 1e-14 && Math.abs(covariance(x, x) - variance(x)) <= 1e-13 * variance(x);
    }),
  );
});

test('bad readings are refused by their place', () => {
  assert.throws(() => mean([]), /values is a list of 0; it must be a list of at least 1 value\b/);
  assert.throws(() => mean([1, Number.NaN]), /values\[1\] is NaN; it must be a finite number/);
  assert.throws(() => mean([1, 2, Number.POSITIVE_INFINITY]), /values\[2\] is Infinity/);
  assert.throws(() => standardDeviation([3]), /values is a list of 1; it must be a list of at least 2 values/);
  assert.throws(() => skewness([2, 2, 2]), /without scatter there is no shape/);
  assert.throws(() => correlation([1, 2, 3], [1, 2]), /y is a list of 2; it must be as long as x \(3\)/);
  assert.throws(() => correlation([1, 1, 1], [1, 2, 3]), /x is a list of 3; it must be a list whose values differ/);
  assert.throws(() => median([undefined as unknown as number]), /values\[0\] is undefined/);
  assert.throws(() => geometricMean([1, 0]), /values\[1\] is 0; it must be above 0/);
});

test('an option of a name that nobody reads, and a word for true or false, are refused', () => {
  const values = [148, 154, 158, 160, 161];
  assert.throws(() => quantile(values, 0.25, { typ: 6 } as never), /options has "typ"; it may have type\./);
  assert.throws(() => skewness(values, { adjusted: 'no' as never }), /adjusted is "no"; it must be true or false\./);
});

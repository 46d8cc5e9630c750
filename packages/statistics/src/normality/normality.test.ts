import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { andersonDarling, normal, shapiroWilk } from '../index.ts';

const near = (got: number, expected: number, within: number) => assert.ok(Math.abs(got - expected) <= within, `${got} is not ${expected} within ${within}`);

// weights of 11 men in pounds: Shapiro & Wilk 1965, section 4; Royston 1982 prints W = 0.79
const weights = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236];

test('the weights of Shapiro & Wilk 1965 have W = 0.7888, p = 0.0067 (R 4 and SciPy 1.17)', () => {
  const { statistic, p } = shapiroWilk(weights);
  near(statistic, 0.7888146948, 1e-9);
  near(p, 0.006703814, 1e-8);
});

test('Shapiro-Wilk of small samples agrees with SciPy 1.17', () => {
  const expected: [number[], number, number][] = [
    [[1, 2, 4], 0.9642857142857142, 0.6368868450289689],
    [[1, 2, 4, 9], 0.8946862708551955, 0.4051472112475074],
    [[1, 2, 4, 9, 11, 30], 0.8033673183610569, 0.06300666192881277],
  ];
  for (const [values, w, p] of expected) {
    near(shapiroWilk(values).statistic, w, 1e-9);
    near(shapiroWilk(values).p, p, 1e-8);
  }
});

test('Anderson-Darling of the weights is A^2 = 0.9468 (SciPy), p = 0.0105', () => {
  const { statistic, adjusted, p } = andersonDarling(weights);
  near(statistic, 0.9467718795988862, 1e-12);
  near(adjusted, 0.9467718795988862 * (1 + 0.75 / 11 + 2.25 / 121), 1e-12);
  near(p, 0.01045, 1e-5);
});

test('the p of Anderson-Darling runs through the tabled points 0.10, 0.05, 0.025 and 0.01 (Stephens 1986, table 4.7)', () => {
  // points of A*: the straight quantiles of a shape scaled until the statistic meets them would be circular, so the pieces are checked by data
  const tails = (power: number) =>
    Array.from({ length: 60 }, (_, i) => {
      const z = normal().quantile((i + 0.5) / 60);
      return Math.sign(z) * Math.abs(z) ** power;
    });
  const points: [number, number][] = [
    [0.631, 0.1],
    [0.752, 0.05],
    [0.873, 0.025],
    [1.035, 0.01],
  ];
  for (const [star, p] of points) {
    let low = 1;
    let high = 4;
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (andersonDarling(tails(middle)).adjusted < star) low = middle;
      else high = middle;
    }
    near(andersonDarling(tails(low)).p, p, 0.05 * p);
  }
});

test('evenly spread normal quantiles pass both tests and exponential ones fail both', () => {
  const even = Array.from({ length: 50 }, (_, i) => normal({ mean: 100, sd: 3 }).quantile((i + 0.5) / 50));
  const skewed = Array.from({ length: 50 }, (_, i) => -Math.log(1 - (i + 0.5) / 50));
  assert.ok(shapiroWilk(even).p > 0.9 && andersonDarling(even).p > 0.9);
  assert.ok(shapiroWilk(skewed).p < 0.001 && andersonDarling(skewed).p < 0.001);
});

test('neither test minds the unit, the zero or the order of the readings', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 8, maxLength: 50 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: -1000, max: 1000 }),
      (values, unit, offset) => {
        if (new Set(values).size < 2) return true;
        const other = values.toReversed().map((v) => v * unit + offset);
        return (
          Math.abs(shapiroWilk(values).statistic - shapiroWilk(other).statistic) < 1e-12 && Math.abs(andersonDarling(values).statistic - andersonDarling(other).statistic) < 1e-9
        );
      },
    ),
  );
});

test('one reading forty standard deviations out gives a number, not infinity', () => {
  const p = andersonDarling([...Array.from({ length: 2000 }, (_, i) => i % 2), 1e6]).p;
  assert.ok(p >= 0 && p < 1e-10);
});

test('what has no shape is refused', () => {
  assert.throws(() => andersonDarling([1, 2, 3]), /values is a list of 3; it must be a list of at least 8 values/);
  assert.throws(() => shapiroWilk([1, 2]), /at least 3 values/);
  assert.throws(() => shapiroWilk([5, 5, 5, 5]), /without scatter no shape can be judged/);
  assert.throws(() => andersonDarling([5, 5, 5, 5, 5, 5, 5, 5]), /without scatter/);
  assert.throws(() => shapiroWilk(Array.from({ length: 5001 }, (_, i) => i)), /at most 5000/);
});

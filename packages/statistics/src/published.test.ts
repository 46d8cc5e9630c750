import assert from 'node:assert/strict';
import { test } from 'node:test';
import { andersonDarling, linearRegression, oneWayAnova, proportionInterval, shapiroWilk, toleranceFactor, twoMeansTest } from './index.ts';

// examples that other test files do not rest on: NIST/SEMATECH e-Handbook, and what R prints for its own data sets
const near = (got: number, expected: number, relative: number) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

const speed = [
  4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24,
  24, 24, 24, 25,
];
const distance = [
  2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54,
  70, 92, 93, 120, 85,
];

test("stopping distance by speed, R's cars: -17.5791 + 3.9324 v, standard error 0.41551, R squared 0.6511, Durbin-Watson 1.6762", () => {
  const line = linearRegression({ x: speed, y: distance });
  near(line.coefficients[0]!.estimate, -17.57909, 1e-6);
  near(line.coefficients[1]!.estimate, 3.932409, 1e-6);
  near(line.coefficients[1]!.standardError, 0.4155128, 1e-6);
  near(line.coefficients[1]!.p, 1.49e-12, 1e-3);
  near(line.rSquared, 0.6510794, 1e-6);
  near(line.durbinWatson, 1.676225, 1e-6);
  near(shapiroWilk(line.residuals).statistic, 0.94509, 1e-5);
  near(shapiroWilk(line.residuals).p, 0.02152, 1e-3);
});

test("R's cars: the distances have W 0.95144, p 0.0391, and A 0.74067, p 0.05021", () => {
  near(shapiroWilk(distance).statistic, 0.95144, 1e-5);
  near(shapiroWilk(distance).p, 0.0391, 1e-3);
  near(andersonDarling(distance).statistic, 0.74067, 1e-5);
  near(andersonDarling(distance).p, 0.05021, 1e-3);
});

test("R's sleep: Welch's t -1.8608 on 17.776 degrees, p 0.07939, limits -3.3654832 and 0.2054832", () => {
  const got = twoMeansTest([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
  near(got.statistic, -1.8608, 1e-5);
  near(got.df, 17.776, 1e-4);
  near(got.p, 0.07939, 1e-3);
  near(got.interval.low, -3.3654832, 1e-7);
  near(got.interval.high, 0.2054832, 1e-6);
});

test('NIST 7.4.3.3: three levels, five readings each, F 9.59, squares 27.897 and 17.452', () => {
  const { between, within } = oneWayAnova([
    [6.9, 5.4, 5.8, 4.6, 4.0],
    [8.3, 6.8, 7.8, 9.2, 6.5],
    [8.0, 10.5, 8.1, 6.9, 9.3],
  ]);
  near(between.sumOfSquares, 27.897, 2e-5);
  near(within.sumOfSquares, 17.452, 2e-5);
  near(between.f, 9.59, 2e-4);
  near(between.p, 0.00325, 1e-3);
});

test('NIST 7.2.4.1: 4 defectives of 20 lie within 0.071354 and 0.401029 with 90 %; 7.2.6.3: k1 1.8740 for 43 wafers', () => {
  const { low, high } = proportionInterval({ count: 4, trials: 20 }, { confidence: 0.9 });
  near(low, 0.071354, 1e-5);
  near(high, 0.401029, 1e-5);
  near(toleranceFactor({ count: 43, coverage: 0.9, confidence: 0.99, side: 'upper' }), 1.874, 1e-4);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linearRegression, multipleRegression, polynomialRegression } from '../index.ts';

const near = (got: number, expected: number, relative = 1e-9) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

// oxygen purity over hydrocarbon level: Montgomery & Runger, Applied Statistics and Probability for Engineers, table 11-1
const level = [0.99, 1.02, 1.15, 1.29, 1.46, 1.36, 0.87, 1.23, 1.55, 1.4, 1.19, 1.15, 0.98, 1.01, 1.11, 1.2, 1.26, 1.32, 1.43, 0.95];
const purity = [90.01, 89.05, 91.43, 93.74, 96.73, 94.45, 87.59, 91.77, 99.42, 93.65, 93.54, 92.52, 90.56, 89.54, 89.85, 90.39, 93.25, 93.41, 94.98, 87.33];

test('the oxygen purity line of Montgomery & Runger chapter 11: 74.283 + 14.947 x, residual variance 1.18, 87.7 % explained', () => {
  const line = linearRegression({ x: level, y: purity });
  near(line.coefficients[0]!.estimate, 74.28331, 1e-6);
  near(line.coefficients[1]!.estimate, 14.94748, 1e-6);
  near(line.anova.residual.meanSquare, 1.18055, 1e-5);
  near(line.rSquared, 0.8774357, 1e-6);
  near(line.coefficients[1]!.t, 11.35, 1e-3);
});

test('at 1.00 % hydrocarbon the mean purity lies in 88.48 to 89.98 and one new reading in 86.83 to 91.63 (ibid. examples 11-5, 11-6)', () => {
  const at = linearRegression({ x: level, y: purity }).predict(1);
  near(at.estimate, 89.23, 1e-4);
  near(at.confidence[0], 88.48, 3e-4);
  near(at.confidence[1], 89.98, 3e-4);
  near(at.prediction[0], 86.83, 3e-4);
  near(at.prediction[1], 91.63, 3e-4);
});

test('leverages add up to the number of coefficients and residuals to nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), {
        minLength: 8,
        maxLength: 30,
      }),
      (rows) => {
        const [a, b, y] = [0, 1, 2].map((k) => rows.map((r) => r[k]!));
        let got;
        try {
          got = multipleRegression({ predictors: { a: a!, b: b! }, response: y! });
        } catch (error) {
          return /repeats those before it|a list whose values differ/.test(String(error));
        }
        const leverage = got.leverage.reduce((s, v) => s + v, 0);
        const left = got.residuals.reduce((s, v) => s + v, 0);
        return Math.abs(leverage - 3) < 1e-9 && Math.abs(left) < 1e-8 && got.rSquared <= 1 + 1e-12 && got.rSquared >= -1e-12;
      },
    ),
  );
});

test('a polynomial that makes the readings is found again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 5 }), (c) => {
      const x = Array.from({ length: 12 }, (_, i) => i - 3);
      const y = x.map((value) => c.reduceRight((sum, term) => sum * value + term, 0));
      if (new Set(y).size < 2) return true;
      const got = polynomialRegression({ x, y, degree: c.length - 1 });
      return got.coefficients.every(({ estimate }, i) => Math.abs(estimate - c[i]!) < 1e-11) && got.residualStandardDeviation === 0;
    }),
  );
});

test('a weight of 3 counts like three equal readings in the estimates', () => {
  const once = linearRegression({ x: [1, 2, 3, 4], y: [2, 3, 5, 4], weights: [1, 3, 1, 1] });
  const thrice = linearRegression({ x: [1, 2, 2, 2, 3, 4], y: [2, 3, 3, 3, 5, 4] });
  once.coefficients.forEach(({ estimate }, i) => near(estimate, thrice.coefficients[i]!.estimate, 1e-13));
  near(once.predict(2.5).estimate, thrice.predict(2.5).estimate, 1e-13);
});

test('what cannot be fitted is refused with a sentence that names it', () => {
  assert.throws(() => linearRegression({ x: [1, 2], y: [1, 2] }), /the number of observations is 2; it must be more than the 2 coefficients/);
  assert.throws(() => linearRegression({ x: [3, 3, 3], y: [1, 2, 3] }), /The predictor x is constant or repeats those before it/);
  assert.throws(() => multipleRegression({ predictors: { a: [1, 2, 3, 4], b: [0.1, 0.2, 0.3, 0.4] }, response: [1, 2, 2, 5] }), /The predictor b is constant or repeats/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [5, 5, 5] }), /the response is a list of 3; it must be a list whose values differ/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [1, 2] }), /y is a list of 2; it must be as long as x \(3\)/);
  assert.throws(() => linearRegression({ x: [1, 2, Number.NaN], y: [1, 2, 3] }), /x\[2\] is NaN/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [1, 2, 4], confidence: 95 }), /confidence is 95; it must be a probability between 0 and 1/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [1, 2, 4], weights: [1, 0, 1] }), /weights\[1\] is 0; it must be above 0/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [1, 2, 4] }).predict(Number.NaN), /at\[0\] is NaN/);
});

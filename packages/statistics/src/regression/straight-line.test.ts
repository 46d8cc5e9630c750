import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linearReferences } from '../nist/linear.ts';
import { linearRegression, polynomialRegression } from './regression.ts';

test('NIST Norris by the short way keeps 14 digits', () => {
  const norris = linearReferences.find(({ name }) => name === 'Norris')!;
  const line = linearRegression({ x: norris.predictors[0]!, y: norris.response });
  line.coefficients.forEach((c, i) => {
    assert.ok(Math.abs(c.estimate / norris.estimates[i]! - 1) < 1e-14);
    assert.ok(Math.abs(c.standardError / norris.standardErrors[i]! - 1) < 1e-13);
  });
  assert.ok(Math.abs(line.residualStandardDeviation / norris.residualStandardDeviation! - 1) < 1e-13);
});

const reading = (places: number) => fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 10 ** places);

test('the short way says what the general one says, in every part', () => {
  const near = (a: number, b: number, scale: number) => a === b || Math.abs(a - b) <= 1e-11 * Math.max(scale, Math.abs(b));
  fc.assert(
    fc.property(fc.array(fc.tuple(reading(2), reading(3)), { minLength: 4, maxLength: 40 }), (pairs) => {
      const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      if (new Set(x).size < 2 || new Set(y).size < 2) return true;
      const [short, general] = [linearRegression({ x, y }), polynomialRegression({ x, y, degree: 1 })];
      const spread = Math.max(...y.map(Math.abs));
      return (
        short.coefficients.every((c, i) => near(c.estimate, general.coefficients[i]!.estimate, 1e-3) && near(c.standardError, general.coefficients[i]!.standardError, 1e-6)) &&
        near(short.rSquared, general.rSquared, 1e-6) &&
        near(short.anova.f, general.anova.f, 1e-3) &&
        short.residuals.every((r, i) => near(r, general.residuals[i]!, spread)) &&
        short.fitted.every((f, i) => near(f, general.fitted[i]!, spread)) &&
        short.leverage.every((h, i) => near(h, general.leverage[i]!, 1)) &&
        near(short.durbinWatson, general.durbinWatson, 1) &&
        near(short.predict(3.5).prediction[1], general.predict(3.5).prediction[1], spread)
      );
    }),
    { numRuns: 200 },
  );
});

test('a line through points that lie on it leaves no scatter', () => {
  const line = linearRegression({ x: [1, 2, 3, 4], y: [0.3, 0.5, 0.7, 0.9] });
  assert.deepEqual([line.coefficients[0]!.estimate, line.coefficients[1]!.estimate, line.residualStandardDeviation], [0.1, 0.2, 0]);
  assert.deepEqual(line.residuals, [0, 0, 0, 0]);
  assert.equal(line.anova.f, Number.POSITIVE_INFINITY);
});

test('an x that does not vary, or lists of two lengths, are refused as by the general way', () => {
  assert.throws(() => linearRegression({ x: [2, 2, 2], y: [1, 2, 3] }), /The predictor x is constant/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [1, 2] }), /y is a list of 2; it must be as long as x \(3\)/);
  assert.throws(() => linearRegression({ x: [1, 2], y: [1, 2] }), /more than the 2 coefficients/);
  assert.throws(() => linearRegression({ x: [1, 2, 3], y: [5, 5, 5] }), /a list whose values differ/);
});

test('a later reading of finer resolution is not rounded to the place of the first ones', () => {
  const x = [...Array.from({ length: 20 }, (_, i) => i), 20.5];
  const y = [...Array.from({ length: 20 }, (_, i) => (i % 3) / 10), 7.125];
  for (const [a, b] of [
    [x, y],
    [y, x],
  ] as const)
    assert.ok(Math.abs(linearRegression({ x: a, y: b }).coefficients[1]!.estimate / polynomialRegression({ x: a, y: b, degree: 1 }).coefficients[1]!.estimate - 1) < 1e-14);
});

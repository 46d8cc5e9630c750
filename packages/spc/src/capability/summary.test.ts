import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardDeviation } from '@millrace/statistics';
import { capability, summaryCapability } from '../index.ts';

const near = (found: number | undefined, expected: number, within = 5e-5) => assert.ok(found !== undefined && Math.abs(found - expected) < within, `${found} is not ${expected}`);

test('limits of 8 and 20, mean 16, sigma 2: Cp 1.0, Cpk 0.6667, the sides 1.3333 and 0.6667 (NIST handbook 6.1.6)', () => {
  const found = summaryCapability({ lower: 8, upper: 20, mean: 16, sigma: 2, count: 50 });
  near(found.both?.value, 1);
  near(found.k.value, 0.6667);
  near(found.lower?.value, 1.3333);
  near(found.upper?.value, 0.6667);
});

test('a bottle of mean 264 and sigma 32 that must hold 200 at least has Cpl 0.67 and no Cp (Montgomery, example 8.3)', () => {
  const found = summaryCapability({ lower: 200, mean: 264, sigma: 32, count: 100 });
  near(found.k.value, 0.67, 5e-3);
  assert.equal(found.both, undefined);
});

test('Cp of 2.29 from 20 parts of sigma 1.75 lies between 1.57 and 3.01 (Montgomery, example 8.4)', () => {
  const { both } = summaryCapability({ lower: 38, upper: 62, mean: 50, sigma: 1.75, count: 20 });
  near(both?.value, 2.29, 5e-3);
  // The book reckons on from the rounded 2.29; from 24 / (6 · 1.75) the bound is 1.565.
  near(both?.low, 1.57, 6e-3);
  near(both?.high, 3.01, 5e-3);
});

test('the figures of readings give the indices of the readings', () => {
  const values = [10.1, 9.9, 10.0, 10.2, 9.8, 10.3, 10.0];
  const whole = capability({ values, lower: 9, upper: 11, target: 10 }).performance;
  const { mean, count } = capability({ values, lower: 9, upper: 11 });
  const kept = summaryCapability({ mean, sigma: standardDeviation(values), count, lower: 9, upper: 11, target: 10 });
  assert.deepEqual(kept, whole);
});

test('a summary without scatter, readings or a limit is refused', () => {
  const sound = { lower: 8, upper: 20, mean: 16, sigma: 2, count: 50 };
  assert.throws(() => summaryCapability({ ...sound, sigma: 0 }), /sigma is 0; it must be a finite number above 0/);
  assert.throws(() => summaryCapability({ ...sound, count: 1 }), /count is 1; it must be a whole number of at least 2/);
  assert.throws(() => summaryCapability({ mean: 16, sigma: 2, count: 50 }), /lower and upper is "both missing"/);
});

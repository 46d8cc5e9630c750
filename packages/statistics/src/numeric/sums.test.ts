import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean, standardDeviation, variance } from '../index.ts';

const near = (got: number, right: number) => assert.ok(Math.abs(got / right - 1) < 1e-15, `${got} is not ${right}`);

// calculated numbers (no short decimals), exact as whole numbers of 2^-45, so that BigInt knows the answer
const unit = 2 ** -45;
function exactOf(whole: readonly bigint[]): { readonly mean: number; readonly variance: number } {
  const n = BigInt(whole.length);
  const sum = whole.reduce((a, b) => a + b, 0n);
  const numerator = n * whole.reduce((a, b) => a + b * b, 0n) - sum * sum;
  // 200 bits more than a double has, so that the quotient loses nothing that shows
  const quotient = (a: bigint, b: bigint): number => Number((a << 200n) / b) / 2 ** 200;
  return { mean: quotient(sum, n) * unit, variance: quotient(numerator, n * (n - 1n)) * unit * unit };
}

test('mean and variance of calculated numbers are exact to the last digits, also where all but the last eight are equal', () => {
  for (const offset of [0n, 3n * 2n ** 51n]) {
    let noise = 1n;
    const whole = Array.from({ length: 500 }, () => offset + (noise = (noise * 48_271n) % 2_147_483_647n));
    const values = whole.map((each) => Number(each) * unit);
    const exact = exactOf(whole);
    assert.ok(Math.abs(mean(values) / exact.mean - 1) < 3e-16);
    assert.ok(Math.abs(variance(values) / exact.variance - 1) < 1e-15, `${variance(values)} is not ${exact.variance}`);
    assert.ok(Math.abs(standardDeviation(values) / Math.sqrt(exact.variance) - 1) < 1e-15);
  }
});

test('a later reading of finer resolution, or of none, is not rounded to the place of the first ones', () => {
  const coarse = Array.from({ length: 20 }, () => 0.1);
  near(mean([...coarse, 0.125]), 2.125 / 21);
  near(variance([...coarse, 0.125]), (0.025 ** 2 * 20) / 21 / 20);
  // sixteen digits: no gauge's reading, summed as the double it is
  near(mean([...coarse, 1 / 3]), (2 + 1 / 3) / 21);
  near(standardDeviation([...coarse.map((value) => value + 1e9), 1e9 + 0.125]), 0.025 / Math.sqrt(21));
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, '0.1', null, undefined])
    assert.throws(() => mean([...coarse, bad as number]), /values\[20\] is .*; it must be a finite number/);
});

test('readings so far apart that their squares outgrow whole numbers keep their digits', () => {
  // distances of 1e8 units: their squares pass 2^53 after one
  const wide = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? 123_456_789.25 : 23_456_789.25));
  near(mean(wide), (5 * 123_456_789.25 + 4 * 23_456_789.25) / 9);
  near(variance(wide), (1e8 ** 2 * 5 * 4) / 9 / 8);
});

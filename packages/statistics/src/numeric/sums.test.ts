import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean, standardDeviation, variance } from '../index.ts';

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

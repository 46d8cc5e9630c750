import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlation, describe, linearRegression, mean, multipleRegression, polynomialRegression, skewness, standardDeviation, sum, variance } from './index.ts';

test('readings too large to be squared are refused, where NaN was answered', () => {
  for (const answer of [mean, sum, standardDeviation, variance, skewness, describe])
    assert.throws(() => answer([1e200, -1e200, 3]), /values\[0\] is 1e\+200; it must be within 1e150 of 0/);
  assert.throws(() => correlation([1, 2, 3], [1, 2, 1e300]), /y\[2\] is 1e\+300/);
  assert.throws(() => linearRegression({ x: [1, 2, 1e200], y: [1, 2, 3] }), /x\[2\] is 1e\+200/);
  assert.equal(mean([1e150, -1e150, 3]), 1);
  assert.throws(() => polynomialRegression({ x: [1e30, 2e30, 4e30, 8e30], y: [1, 2, 3, 5], degree: 6 }), /x\[0\] is 1e\+30; it must be so small/);
});

test('differences too small to be squared are refused, where a scatter of 0 was answered', () => {
  assert.throws(() => standardDeviation([1e-200, 2e-200]), /values is a list of 2; it must be a list of equal values or of values that differ by more than 1e-140/);
  assert.throws(() => variance([0, 1e-160]), /take a smaller unit/);
  assert.equal(standardDeviation([1e-200, 1e-200]), 0);
  assert.equal(Math.round(standardDeviation([1e-100, 3e-100]) * 1e102) / 1e2, 1.41);
});

test('a bigint among the readings is refused with its place', () => {
  assert.throws(() => mean([1, 2n as never, 3]), /values\[1\] is 2; it must be a finite number/);
  assert.throws(() => mean(new BigInt64Array([1n, 2n]) as never), /values\[0\] is 1; it must be a finite number/);
  assert.throws(() => linearRegression({ x: [1, 2, 3n as never], y: [1, 2, 4] }), /x\[2\] is 3; it must be a finite number/);
});

test('what has no whole length is no list', () => {
  assert.throws(() => mean({ length: 1.5, 0: 1, 1: 3 } as never), /values is \[object Object\]; it must be a list of numbers/);
});

test('predictors whose names an object would put in another order, or that hide the constant, are refused', () => {
  const response = [1, 2, 3, 5];
  assert.throws(() => multipleRegression({ predictors: { 10: [1, 2, 3, 4], 2: [2, 4, 1, 8] }, response }), /predictors is "2"; it must be a name that is not a bare number/);
  assert.throws(() => multipleRegression({ predictors: { intercept: [1, 2, 3, 4], b: [2, 4, 1, 8] }, response }), /the constant term is called intercept already/);
  assert.equal(multipleRegression({ predictors: { intercept: [1, 2, 3, 4] }, response, intercept: false }).coefficients.length, 1);
});

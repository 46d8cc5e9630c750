/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { hourBars } from './hours.ts';

test('an hour that is over and below 90 % is short', () => {
  const bars = hourBars([
    { label: '08', good: 88, target: 100, passed: 1 },
    { label: '09', good: 90, target: 100, passed: 1 },
  ]);
  assert.deepEqual(
    bars.map(({ isShort, says }) => [isShort, says]),
    [
      [true, '88'],
      [false, '90'],
    ],
  );
});

test('the running hour is not judged, and its mark stands where it should be by now', () => {
  const [bar] = hourBars([{ label: '10', good: 34, target: 100, passed: 0.33 }]);
  assert.deepEqual([bar?.isShort, bar?.mark.toFixed(3)], [false, '0.275']);
});

test('an hour in which nothing was due and nothing came says so, one without a target says its pieces', () => {
  const bars = hourBars([
    { label: '06', good: 0, target: 0, passed: 1 },
    { label: '07', good: 2880, target: 0, passed: 1 },
  ]);
  assert.deepEqual(
    bars.map(({ says }) => says),
    ['–', '2,880'],
  );
});

test('a bar never leaves its ground, an hour without a target is not judged', () => {
  const [much, none] = hourBars([
    { label: '06', good: 300, target: 100, passed: 1 },
    { label: '07', good: 5, target: 0, passed: 1 },
  ]);
  assert.deepEqual([much?.width, none?.isShort], [1, false]);
});

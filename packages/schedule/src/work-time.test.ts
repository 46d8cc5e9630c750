import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { closedOf, fit, setUpBefore, setUpDone } from './work-time.ts';

const day = closedOf([
  { from: 10, until: 12 },
  { from: 20, until: 30, canSpan: false },
]);
const fitted = (earliest: number, time: number, isInterruptible: boolean): number[] => {
  const place = { start: 0, end: 0 };
  fit(day, earliest, time, isInterruptible, place);
  return [place.start, place.end];
};

test('work that cannot pause waits for an open stretch that takes it whole', () => {
  assert.deepEqual(fitted(0, 10, false), [0, 10]);
  assert.deepEqual(fitted(1, 10, false), [30, 40]);
  assert.deepEqual(fitted(5, 8, false), [12, 20]);
  assert.deepEqual(fitted(11, 1, false), [12, 13]);
});

test('work that can pause waits through a break, but not through a window it may not span', () => {
  assert.deepEqual(fitted(5, 8, true), [5, 15]);
  assert.deepEqual(fitted(5, 13, true), [5, 20]);
  assert.deepEqual(fitted(5, 14, true), [30, 44]);
  assert.deepEqual(fitted(10, 3, true), [12, 15]);
});

test('a set-up pauses over every closed window', () => {
  assert.equal(setUpDone(day, 8, 2), 10);
  assert.equal(setUpDone(day, 8, 3), 13);
  assert.equal(setUpDone(day, 8, 11), 31);
  assert.equal(setUpDone(day, 25, 0), 25);
  assert.deepEqual(setUpBefore(day, 31, 2), { start: 19, end: 31 });
  assert.deepEqual(setUpBefore(day, 30, 9), { start: 9, end: 20 });
});

test('the latest beginning of a set-up is done in time, and one unit later is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 12 }), (by, time) => {
      const { start } = setUpBefore(day, by, time);
      return setUpDone(day, start, time) <= by && setUpDone(day, start + 1, time) > by;
    }),
  );
});

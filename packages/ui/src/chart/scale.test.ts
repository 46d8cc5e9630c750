/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decimalsOf, domainOf, linear, linePath, niceTicks, spread } from './scale.ts';

test('a scale maps ends to ends, upside down too', () => {
  const y = linear([0, 10], [100, 20]);
  assert.deepEqual([y(0), y(5), y(10)], [100, 60, 20]);
});

test('a single value stands in the middle', () => {
  assert.equal(linear([5, 5], [0, 80])(5), 40);
});

test('a domain holds every value with a margin', () => {
  assert.deepEqual(domainOf([10, undefined, 20], 0.1), [9, 21]);
  assert.deepEqual(domainOf([]), [0, 1]);
});

test('ticks are round and inside', () => {
  assert.deepEqual(niceTicks([98.6, 99.95], 4), [99, 99.5]);
  assert.deepEqual(niceTicks([0, 100], 4), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(niceTicks([18.13, 18.99], 4), [18.2, 18.4, 18.6, 18.8]);
  assert.equal(decimalsOf([99, 99.5]), 1);
});

test('ticks never leave the domain and always rise', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (from, range) => {
      const ticks = niceTicks([from, from + range], 5);
      const slack = range * 1e-6;
      return ticks.every((tick, i) => tick >= from - slack && tick <= from + range + slack && (i === 0 || tick > ticks[i - 1]!)) && ticks.length <= 9;
    }),
  );
});

test('labels that would lie on each other are moved apart and stay in their order', () => {
  assert.deepEqual(spread([50, 52, 54], 14, [0, 100]), [50, 64, 78]);
  assert.deepEqual(spread([95, 97], 14, [0, 100]), [86, 100]);
  assert.deepEqual(spread([80, 20], 14, [0, 100]), [80, 20]);
});

test('labels keep their distance wherever there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }), (places) => {
      const moved = spread(places, 15, [0, 100]).toSorted((a, b) => a - b);
      return moved.every((place, i) => place >= -1e-9 && place <= 100 + 1e-9 && (i === 0 || place - moved[i - 1]! >= 15 - 1e-9));
    }),
  );
});

test('a gap in the data is a gap in the line', () => {
  assert.equal(linePath([{ x: 0, y: 1 }, { x: 1, y: 2 }, undefined, { x: 3, y: 4 }]), 'M0 1L1 2M3 4');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { moved } from './move.ts';

test('an order moves up and down, and stays at the ends', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 'b', -1), ['b', 'a', 'c']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'b', 1), ['a', 'c', 'b']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', -1), ['a', 'b', 'c']);
  assert.deepEqual(moved(['a', 'b', 'c'], 'z', 1), ['a', 'b', 'c']);
});

test('moving loses and doubles nobody', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 12 }), fc.nat(), fc.integer({ min: -15, max: 15 }), (ids, at, by) => {
      const after = moved(ids, ids[at % ids.length]!, by);
      return after.length === ids.length && ids.every((id) => after.includes(id));
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distance, nearest } from './near.ts';

test('a slip is a letter too many, too few, wrong, or two swapped', () => {
  assert.equal(distance('shelfLife', 'shelfLife'), 0);
  assert.equal(distance('shelfLif', 'shelfLife'), 1);
  assert.equal(distance('shelfLiife', 'shelfLife'), 1);
  assert.equal(distance('shelfLofe', 'shelfLife'), 1);
  assert.equal(distance('packagign', 'packaging'), 1);
  assert.equal(distance('', 'abc'), 3);
});

test('the nearest name is offered, and none when nothing is near', () => {
  assert.equal(nearest('clas', ['name', 'class', 'level']), 'class');
  assert.equal(nearest('Class', ['name', 'class']), 'class');
  assert.equal(nearest('zzz', ['name', 'class']), undefined);
  assert.equal(nearest('in', ['on', 'at']), 'on');
});

test('the distance is the same from either side', () => {
  fc.assert(fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => distance(a, b) === distance(b, a)));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shapeName } from './shapes.ts';

test('a statement that comes often is prepared, also after a thousand that came once', () => {
  for (let i = 0; i < 1000; i++) assert.equal(shapeName(`select ${i}`), undefined);
  const named = [1, 2, 3, 4, 5].map(() => shapeName('select often'));
  assert.deepEqual(named.slice(0, 3), [undefined, undefined, undefined]);
  assert.equal(named[3], named[4]);
  assert.ok(named[3] !== undefined);
});

test('two shapes never share a name', () => {
  const named = ['one', 'two'].map((text) => [1, 2, 3, 4].map(() => shapeName(text)).at(-1));
  assert.equal(new Set(named).size, 2);
});

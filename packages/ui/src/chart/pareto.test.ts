/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { paretoBars } from './pareto.ts';

const losses = [
  { label: 'Print smear', value: 9 },
  { label: 'Blister seal weak', value: 41 },
  { label: 'Leaflet twice', value: 4 },
  { label: 'Missing tablet', value: 17 },
  { label: 'Nothing', value: 0 },
];

test('the largest loss stands first and fills the width', () => {
  const [first, second] = paretoBars(losses, 5);
  assert.deepEqual([first?.label, first?.width, second?.label], ['Blister seal weak', 1, 'Missing tablet']);
});

test('what does not fit is put together, and the sum stays the sum', () => {
  const bars = paretoBars(losses, 3);
  assert.deepEqual(
    bars.map(({ label, value }) => [label, value]),
    [
      ['Blister seal weak', 41],
      ['Missing tablet', 17],
      ['Other', 13],
    ],
  );
  assert.equal(bars.at(-1)?.cumulative, 1);
});

test('nothing lost gives no bars', () => {
  assert.deepEqual(paretoBars([{ label: 'Jam', value: 0 }], 5), []);
});

test('a negative loss is refused by its name', () => {
  assert.throws(() => paretoBars([{ label: 'Jam', value: -1 }], 5), { message: 'value of "Jam" is -1; a loss is zero or more' });
});

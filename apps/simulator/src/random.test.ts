import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from './random.ts';

const many = (draw: () => number, count = 20_000) => Array.from({ length: count }, draw);
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

test('the same seed gives the same plant, another seed another', () => {
  assert.deepEqual(many(seeded('a').next, 100), many(seeded('a').next, 100));
  assert.notDeepEqual(many(seeded('a').next, 100), many(seeded('b').next, 100));
});

test('what one machine draws does not change what another draws', () => {
  const quiet = seeded('a');
  const busy = seeded('a');
  many(busy.next, 17);
  assert.deepEqual(many(quiet.fork('press').next, 50), many(busy.fork('press').next, 50));
});

test('draws have the mean and spread they are named for', () => {
  const random = seeded('c');
  assert.ok(Math.abs(mean(many(random.next)) - 0.5) < 0.01);
  assert.ok(Math.abs(mean(many(() => random.normal(10, 2))) - 10) < 0.05);
  assert.ok(Math.abs(mean(many(() => random.wait(4))) - 0.25) < 0.01);
  const repairs = many(() => random.skewed(12, 0.8)).toSorted((one, other) => one - other);
  assert.ok(Math.abs((repairs[10_000] as number) - 12) < 0.5);
  assert.ok(mean(repairs) > 15);
});

test('whole numbers take both ends', () => {
  const random = seeded('d');
  assert.deepEqual([...new Set(many(() => random.whole(1, 3), 200))].toSorted(), [1, 2, 3]);
});

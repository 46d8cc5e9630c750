/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { controlGeometry } from './control-geometry.ts';

const points = [10, 11, 14, undefined, 9].map((value, i) => ({ label: `${i + 1}`, value, centre: 10, lower: 7, upper: i < 2 ? 13 : 12 }));
const size = { width: 500, height: 220 };

test('a value above its own upper limit is outside', () => {
  assert.deepEqual(
    controlGeometry(points, size).dots.map(({ isOutside }) => isOutside),
    [false, false, true, false],
  );
});

test('limits step where they change', () => {
  const upper = controlGeometry(points, size).upper;
  const heights = new Set([...upper.matchAll(/ ([\d.]+)/g)].map(([, y]) => y));
  assert.equal(heights.size, 2);
});

test('the y axis is labelled with one number of decimals', () => {
  const { ticksY } = controlGeometry(points, size);
  assert.ok(ticksY.length >= 3);
  assert.equal(new Set(ticksY.map(({ text }) => (text.split('.')[1] ?? '').length)).size, 1);
});

test('labels of the x axis keep apart when there are many points', () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ label: `${i}`, value: i, centre: 50 }));
  const { ticksX } = controlGeometry(many, size);
  assert.ok(ticksX.length <= 6);
});

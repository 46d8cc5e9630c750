/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { runGeometry, runInWords, verdictOf } from './run-geometry.ts';

const points = [99.4, undefined, 98.9, 99.9].map((value, i) => ({ label: `${i + 9} Nov`, value }));
const size = { width: 300, height: 120, gutter: 60, label: 18 };

test('a value on its limit is inside, a value on its target is good', () => {
  assert.equal(verdictOf(18.8, { low: 18.2, high: 18.8 }), 'good');
  assert.equal(verdictOf(18.81, { low: 18.2, high: 18.8 }), 'outside');
  assert.equal(verdictOf(99.3, { target: 99.3 }), 'good');
  assert.equal(verdictOf(5.3, { target: 5.2, better: 'down' }), 'missed');
});

test('a missing day leaves a gap and no dot', () => {
  const { dots, path } = runGeometry({ points, target: 99.3 }, size);
  assert.deepEqual(
    dots.map(({ point }) => point.label),
    ['9 Nov', '11 Nov', '12 Nov'],
  );
  assert.equal(path.split('M').length - 1, 2);
});

test('a higher value stands higher, and everything stands inside the frame', () => {
  const { dots, frame } = runGeometry({ points, target: 99.3, low: 98.7, high: 99.9 }, size);
  const [left, right, top, bottom] = frame;
  assert.ok(dots[2]!.y < dots[0]!.y && dots[0]!.y < dots[1]!.y);
  assert.ok(dots.every(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom));
});

test('the labels of target and limits never lie on each other', () => {
  const { lines } = runGeometry({ points, target: 99.3, low: 99.25, high: 99.35 }, size);
  const places = lines.map(({ labelY }) => labelY).toSorted((a, b) => a - b);
  assert.ok(places.every((place, i) => i === 0 || place - places[i - 1]! >= 18));
  assert.deepEqual(
    lines.map(({ kind }) => kind),
    ['high', 'target', 'low'],
  );
});

test('a value outside the limits has a ring, also when nobody computed signals', () => {
  const { dots } = runGeometry({ points, high: 99.5 }, size);
  assert.deepEqual(
    dots.map(({ ring }) => ring),
    [false, false, true],
  );
});

test('a run chart in words says last value, target and misses', () => {
  assert.equal(runInWords('First pass yield', '%', { points, target: 99.3 }), 'First pass yield, %: last 99.9 (12 Nov); target 99.3, missed 1 of 3');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { closedWindows, instantOf, timeOf } from './axis.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(`2026-03-02T${text}Z`);
const axis = { origin: at('06:00'), unitMs: 60_000 };

test('what a calendar leaves out is closed, and a part of a unit is closed whole', () => {
  const working = [
    { start: at('06:00'), end: at('10:00') },
    { start: at('10:30:30'), end: at('14:00') },
  ];
  assert.deepEqual(closedWindows(axis, working, { start: at('06:00'), end: at('22:00') }, 'off'), [
    { from: 240, until: 271, reason: 'off' },
    { from: 480, until: 960, reason: 'off' },
  ]);
});

test('a time goes to an instant and back, and one between two units is refused', () => {
  assert.equal(timeOf(axis, instantOf(axis, 75)), 75);
  assert.throws(() => timeOf(axis, at('06:00:30')), /between two units of 60000 ms/);
  assert.throws(() => timeOf({ ...axis, unitMs: 0.5 }, at('06:00')), /unitMs is 0.5/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asKept, wallClock } from './clock.ts';

test('the wall clock says no more of a moment than a row keeps', () => {
  for (let i = 0; i < 1000; i++) assert.equal(wallClock.now().epochNanoseconds % 1000n, 0n);
});

test('a moment as a row keeps it is never later than it was, before 1970 either', () => {
  for (const [said, kept] of [
    ['2026-11-22T06:00:00.123456999Z', '2026-11-22T06:00:00.123456Z'],
    ['1969-12-31T23:59:59.999999001Z', '1969-12-31T23:59:59.999999Z'],
    ['2026-11-22T06:00:00.5Z', '2026-11-22T06:00:00.5Z'],
  ])
    assert.equal(asKept(Temporal.Instant.from(said!)).toString(), kept);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { backoffSchema, delayMs } from './backoff.ts';

const plain = backoffSchema.parse({ jitter: 0 });

test('each wait doubles until the longest allowed', () => {
  assert.deepEqual(
    [1, 2, 3, 7, 8, 9, 5000].map((attempt) => delayMs(plain, attempt, 0)),
    [500, 1000, 2000, 32_000, 60_000, 60_000, 60_000],
  );
});

test('chance only shortens a wait, and never by more than the jitter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, chance) => {
      const full = delayMs(plain, attempt, 0);
      const drawn = delayMs({ ...plain, jitter: 0.5 }, attempt, chance);
      return drawn <= full && drawn >= Math.floor(full / 2);
    }),
  );
});

test('a longest wait below the first one is refused', () => {
  assert.match(backoffSchema.safeParse({ firstMs: 1000, maxMs: 10 }).error?.message ?? '', /maxMs must be at least firstMs/);
});

test('attempts count from one', () => {
  assert.throws(() => delayMs(plain, 0, 0), /attempt is 0; it counts from 1/);
});

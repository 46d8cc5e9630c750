import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contains, intersection, interval, lengthMs, overlaps, union, without } from './interval.ts';
import type { Interval } from './interval.ts';

const at = (minutes: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000);
const any = fc.array(
  fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 40 })).map(([start, length]): Interval => ({ start: at(start), end: at(start + length) })),
  { maxLength: 12 },
);
const minutesIn = (of: readonly Interval[]): number => Array.from({ length: 260 }, (_, minute) => at(minute)).filter((minute) => of.some((part) => contains(part, minute))).length;
const total = (of: readonly Interval[]): number => of.reduce((sum, part) => sum + lengthMs(part), 0) / 60_000;

test('an interval that does not last is refused', () => {
  assert.throws(() => interval(at(5), at(5)), /allowed is an instant after the start/);
});

test('intervals that touch do not overlap', () => {
  assert.deepEqual(
    overlaps([
      { start: at(0), end: at(10) },
      { start: at(10), end: at(20) },
    ]),
    [],
  );
  assert.equal(
    overlaps([
      { start: at(0), end: at(10) },
      { start: at(9), end: at(20) },
    ]).length,
    1,
  );
});

test('union, intersection and difference hold minute by minute', () => {
  fc.assert(
    fc.property(any, any, (a, b) => {
      const both = intersection(a, b);
      const only = without(a, b);
      const direct = Array.from({ length: 260 }, (_, minute) => at(minute));
      const inA = (minute: Temporal.Instant): boolean => a.some((part) => contains(part, minute));
      const inB = (minute: Temporal.Instant): boolean => b.some((part) => contains(part, minute));
      return (
        total(union(a)) === minutesIn(a) &&
        total(both) === direct.filter((minute) => inA(minute) && inB(minute)).length &&
        total(only) === direct.filter((minute) => inA(minute) && !inB(minute)).length
      );
    }),
  );
});

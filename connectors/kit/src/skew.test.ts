import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Sample } from './emission.ts';
import { good } from './quality.ts';
import { followClocks, markSkew, skewSchema } from './skew.ts';

const limits = skewSchema.parse({});
const heardAt = Temporal.Instant.from('2026-03-01T12:00:00Z');

function heard(offsetMs: number, more: Partial<Sample> = {}): Sample {
  return { source: 'press-1', name: 'force', value: 12.5, quality: good, receivedAt: heardAt, sourceTime: heardAt.add({ milliseconds: offsetMs }), ...more };
}

test('a device clock a day behind is marked, made uncertain, and its time is kept', () => {
  const marked = markSkew(heard(-86_400_000), limits);
  assert.equal(marked.sourceTime.toString(), '2026-02-28T12:00:00Z');
  assert.equal(marked.value, 12.5);
  assert.deepEqual(marked.quality, { grade: 'uncertain', status: 0x40950000, marks: ['clock-behind'], skewMs: -86_400_000 });
});

test('a clock six seconds ahead is marked and still good', () => {
  assert.deepEqual(markSkew(heard(6_000), limits).quality, { grade: 'good', status: 0, marks: ['clock-ahead'], skewMs: 6_000 });
});

test('history sent as history is not a wrong clock, a future is', () => {
  assert.equal(markSkew(heard(-86_400_000, { historical: true }), limits).quality, good);
  assert.deepEqual(markSkew(heard(86_400_000, { historical: true }), limits).quality.marks, ['clock-ahead']);
});

test('a value that has not changed for a day, and is told to hold now, is no clock a day behind', () => {
  assert.equal(markSkew(heard(-86_400_000, { heldAt: heardAt }), limits).quality, good);
  assert.deepEqual(markSkew(heard(-172_800_000, { heldAt: heardAt.subtract({ hours: 24 }) }), limits).quality.skewMs, -86_400_000);
});

test('a replay switches the side of the past off', () => {
  assert.equal(markSkew(heard(-86_400_000), { ...limits, behindMs: null }).quality, good);
});

test('marking never changes the value or its times', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (offsetMs) => {
      const before = heard(offsetMs);
      const { quality: _, ...after } = markSkew(before, limits);
      const { quality: __, ...told } = before;
      return JSON.stringify(after) === JSON.stringify(told);
    }),
  );
});

test('the status names the device until its clock is right again', () => {
  const wrong = followClocks(new Map(), [markSkew(heard(-86_400_000), limits)]);
  assert.deepEqual([...wrong.values()], [{ source: 'press-1', skewMs: -86_400_000, since: heardAt }]);
  assert.equal(followClocks(wrong, [markSkew(heard(0), limits)]).size, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sample } from './emission.ts';
import { good, quality, statusCode } from './quality.ts';
import { goStale, remember } from './stale.ts';

const at = (s: number) => Temporal.Instant.from('2026-03-01T12:00:00Z').add({ seconds: s });
const heard = (name: string, s: number, more: Partial<Sample> = {}): Sample => ({
  source: 'press-1',
  name,
  value: 7,
  quality: good,
  sourceTime: at(s),
  receivedAt: at(s),
  ...more,
});

test('a silent signal is told again as stale, once, with its last value', () => {
  const last = new Map<string, Sample>();
  remember(last, [heard('force', 0), heard('speed', 8)]);
  const due = goStale(last, at(10), { silentMs: 5_000 });
  assert.deepEqual(
    due.map(({ name, value, quality: q, sourceTime }) => [name, value, q.grade, q.status, q.marks, sourceTime.toString()]),
    [['force', 7, 'uncertain', 0x408f0000, ['stale'], '2026-03-01T12:00:10Z']],
  );
  remember(last, due);
  assert.deepEqual(goStale(last, at(12), { silentMs: 5_000 }), []);
});

test('a bad value that falls silent stays bad', () => {
  const last = new Map<string, Sample>();
  remember(last, [heard('force', 0, { value: null, quality: quality(statusCode.BadSensorFailure) })]);
  assert.deepEqual(goStale(last, at(60))[0]?.quality, { grade: 'bad', status: 0x808c0000, marks: ['stale'] });
});

test('history does not become the current value', () => {
  const last = new Map<string, Sample>();
  remember(last, [heard('force', 0), heard('force', -900, { value: 1, historical: true })]);
  assert.equal(goStale(last, at(1))[0]?.value, 7);
});

test('only the named source goes stale when one device dies', () => {
  const last = new Map<string, Sample>();
  remember(last, [heard('force', 0), heard('force', 0, { source: 'press-2' })]);
  assert.deepEqual(
    goStale(last, at(1), { source: 'press-2' }).map((one) => one.source),
    ['press-2'],
  );
});

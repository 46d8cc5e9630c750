import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withKeptMoments } from './kept-moment.ts';

const told = Temporal.Instant.from('2026-11-22T06:00:00.123456789Z');
const kept = '2026-11-22T06:00:00.123456Z';

test('every moment of a value is cut to the microsecond, however deep, and nothing else is touched', () => {
  const value = { at: told, list: [{ since: told, n: 1 }], day: Temporal.PlainDate.from('2026-11-22'), text: 'x', none: undefined };
  const cut = withKeptMoments(value);
  assert.deepEqual([cut.at.toString(), cut.list[0]!.since.toString()], [kept, kept]);
  assert.deepEqual([cut.day, cut.text, cut.list[0]!.n, 'none' in cut], [value.day, 'x', 1, true]);
  assert.equal(value.at, told, 'what was given stands as it was');
});

test('what needs no cut is the same value, and a moment before 1970 is cut downwards too', () => {
  const value = { at: Temporal.Instant.from(kept), list: [1, { a: 'b' }] };
  assert.equal(withKeptMoments(value), value);
  assert.equal(withKeptMoments(Temporal.Instant.from('1969-12-31T23:59:59.9999999Z')).toString(), '1969-12-31T23:59:59.999999Z');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from './instant.ts';

test('a moment is read with its offset and written in UTC', () => {
  const read = instant().decode('2026-11-22T07:30:00+01:00');
  assert.equal(instant().encode(read), '2026-11-22T06:30:00Z');
});

test('a time without an offset is no moment', () => {
  for (const wrong of ['2026-11-22T07:30:00', '2026-11-22', 'now', '']) assert.equal(instant().safeDecode(wrong).success, false, wrong);
});

test('a moment that no database keeps is no moment', () => {
  for (const wrong of ['+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z', '0000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z'])
    assert.equal(instant().safeDecode(wrong).success, false, wrong);
  assert.equal(instant().safeDecode('9999-12-31T23:59:59Z').success, true);
});

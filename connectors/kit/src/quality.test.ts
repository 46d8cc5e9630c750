import assert from 'node:assert/strict';
import { test } from 'node:test';
import { good, gradeOf, quality, stale, statusCode, withMark } from './quality.ts';

test('the grade of every status code is the word its name begins with', () => {
  for (const [name, code] of Object.entries(statusCode)) assert.ok(name.toLowerCase().startsWith(gradeOf(code)), name);
});

test('a mark is set once and makes no value better', () => {
  const bad = quality(statusCode.BadSensorFailure);
  assert.equal(stale(stale(bad)).status, statusCode.BadSensorFailure);
  assert.deepEqual(stale(stale(good)).marks, ['stale']);
  assert.deepEqual(withMark(stale(good), 'sequence-gap').marks, ['stale', 'sequence-gap']);
});

test('a status that is no 32-bit code is refused', () => {
  assert.throws(() => quality(-1), /status is -1; an OPC UA status code is an integer from 0 to 4294967295/);
});

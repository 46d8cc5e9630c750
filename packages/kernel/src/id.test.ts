import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { id, newId } from './id.ts';

test('a new id is a UUIDv7 that its own schema takes', () => {
  const made = newId<'qms.deviation'>();
  assert.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(id('qms.deviation').parse(made), made);
});

test('ids sort by the time they were made', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 10_000 }), (at, later) => newId(at) < newId(at + later)));
});

test('ten thousand ids of one millisecond are ten thousand', () => {
  assert.equal(new Set(Array.from({ length: 10_000 }, () => newId(1_800_000_000_000))).size, 10_000);
});

test('what is no id is refused with the noun that is meant', () => {
  for (const wrong of ['', 'DEV-2026-0001', newId().toUpperCase(), `${newId()}x`])
    assert.throws(() => id('qms.deviation').parse(wrong), /Give the id of a qms\.deviation: a UUID in lower case/);
});

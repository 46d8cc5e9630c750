import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonical } from './canonical.ts';

test('one value has one text, whatever the order of its fields', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => canonical(value) === canonical(Object.fromEntries(Object.entries(value).toReversed()))));
});

test('the text of a value reads back as the value', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => canonical(JSON.parse(canonical(value))) === canonical(value)));
});

test('what is absent is not written, and moments are written as such', () => {
  assert.equal(canonical({ b: undefined, a: Temporal.Instant.from('2026-11-22T06:00:00Z') }), '{"a":"2026-11-22T06:00:00Z"}');
});

test('what has no text is refused, never guessed', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x')]) assert.throws(() => canonical(value), /canonical text/);
});

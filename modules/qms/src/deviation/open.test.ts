import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { deviation, type Deviation } from './deviation.ts';
import { found, lot } from './deviation.fixture.ts';
import { open } from './open.ts';

test('a deviation says who raised it and when it was found, not when it was typed', () => {
  const { state } = done<Deviation>(deviation, undefined, open, found, actOf({ by: 'ben', happenedAt: '2026-11-22T07:00:00Z' }));
  assert.deepEqual([state.state, state.raisedBy, state.raisedAt.toString()], ['opened', 'ben', '2026-11-22T07:00:00Z']);
});
test('a lot named twice is held once', () => {
  assert.deepEqual(done<Deviation>(deviation, undefined, open, { ...found, lots: [lot, lot] }).state.lots, [lot]);
});
test('a deviation needs a title that says something', () => {
  assert.equal(open.input.safeDecode({ ...found, title: ' Oh ' }).success, false);
});

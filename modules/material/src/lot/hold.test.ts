import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { hold } from './hold.ts';
import { byDeviation, heldFromQuarantine, quarantined } from './lot.fixture.ts';
import { lot } from './lot.ts';

test('a lot on hold says what holds it, who set the hold and when', () => {
  const { state } = done(lot, quarantined, hold, byDeviation);
  assert.deepEqual(state.state === 'on-hold' && state.holds.map((one) => [one.noun, one.cause, one.reason, one.by, one.at.toString()]), [
    ['qms.deviation', 'DEV-2026-0001', 'seal broken', 'ana', '2026-11-22T10:00:00Z'],
  ]);
});
test('a second cause holds beside the first', () => {
  const { state } = done(lot, heldFromQuarantine, hold, { ...byDeviation, cause: 'DEV-2026-0002' });
  assert.equal(state.state === 'on-hold' && state.holds.length, 2);
});
test('the same cause does not hold a lot twice', () => {
  assert.throws(() => done(lot, heldFromQuarantine, hold, byDeviation), { rule: 'material.lot.hold/held-already', message: /L-0412/ });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { delivery } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';
import { receive } from './receive.ts';

test('a lot that comes in is in quarantine, never usable by default', () => {
  assert.equal(done<Lot>(lot, undefined, receive, delivery).state.state, 'quarantined');
});
test('a lot reported late was received when it came in, not when it was typed', () => {
  const { state } = done<Lot>(lot, undefined, receive, delivery, actOf({ at: '2026-11-22T10:00:00Z', happenedAt: '2026-11-22T06:15:00Z' }));
  assert.equal(state.receivedAt.toString(), '2026-11-22T06:15:00Z');
});
test('the received amount keeps every decimal it was given', () => {
  assert.deepEqual(done<Lot>(lot, undefined, receive, delivery).state.quantity, { value: '25.000', unit: 'kg' });
});

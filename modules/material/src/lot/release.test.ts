import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { delivery, heldFromQuarantine, known, lotId, quarantined } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';
import { receive } from './receive.ts';
import { release } from './release.ts';

const expiresAt = Temporal.Instant.from('2026-11-22T10:00:00Z');
const perishable = done<Lot>(lot, undefined, receive, { ...delivery, expiresAt }, actOf(), known).state;

test('a released lot says who released it and when', () => {
  const { state } = done(lot, quarantined, release, { lot: lotId }, actOf({ by: 'quinn' }));
  assert.deepEqual(state.state === 'released' && [state.releasedBy, state.releasedAt.toString()], ['quinn', '2026-11-22T10:00:00Z']);
});
test('a lot on hold is not released, and the refusal says what holds it', () => {
  assert.throws(() => done(lot, heldFromQuarantine, release, { lot: lotId }), { rule: 'material.lot.release/on-hold', message: /L-0412 is on hold since .*: seal broken/ });
});
test('a lot is not released at the moment it expires, and is a second before', () => {
  assert.throws(() => done(lot, perishable, release, { lot: lotId }), { rule: 'material.lot.release/expired' });
  assert.equal(done(lot, perishable, release, { lot: lotId }, actOf({ at: '2026-11-22T09:59:59Z' })).state.state, 'released');
});

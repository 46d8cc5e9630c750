import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { credential } from './credential.ts';
import { credentialId, locked, usable } from './credential.fixture.ts';
import { unlock } from './unlock.ts';

test('an unlocked account is usable at once and its wrong tries are forgotten', () => {
  const { state } = done(credential, locked, unlock, { credential: credentialId });
  assert.deepEqual([state.state, state.wrongTries, 'lockedUntil' in state], ['usable', 0, false]);
});
test('nobody unlocks their own account', () => {
  assert.throws(() => done(credential, locked, unlock, { credential: credentialId }, actOf({ by: 'ben' })), { rule: 'personnel.credential.unlock/own-account' });
});
test('an account that is not locked is not unlocked', () => {
  assert.throws(() => done(credential, usable, unlock, { credential: credentialId }), { rule: 'personnel.credential.unlock/not-locked' });
});
test('an account is unlocked for a reason that is kept', () => {
  assert.equal(unlock.needsReason, true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { credential, type Credential } from './credential.ts';
import { given, locked, usable } from './credential.fixture.ts';
import { set } from './set.ts';

test('a PIN given later leaves the password as it was', () => {
  const { passwordHash: _, ...rest } = given;
  const { state } = done(credential, usable, set, { ...rest, pinHash: 'hash of a PIN' }, actOf(), { before: [usable], sessions: [] });
  assert.deepEqual([state.passwordHash, state.pinHash], ['hash of a password', 'hash of a PIN']);
});
test('a credential set anew is usable and its wrong tries are forgotten', () => {
  const { state } = done(credential, locked, set, given, actOf(), { before: [locked], sessions: [] });
  assert.deepEqual([state.state, state.wrongTries], ['usable', 0]);
});
test('nothing of the demo, whose secrets are printed for everybody, stays in a credential of a person', () => {
  const demo = done<Credential>(credential, undefined, set, { ...given, pinHash: 'hash of 2468', badge: 'B-1', isDemo: true }, actOf(), { before: [], sessions: [] }).state;
  const { state } = done(credential, demo, set, given, actOf(), { before: [demo], sessions: [] });
  assert.deepEqual([state.passwordHash, state.pinHash, state.badge, state.isDemo], ['hash of a password', undefined, undefined, undefined]);
});

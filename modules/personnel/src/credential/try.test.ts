import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { credential } from './credential.ts';
import { locked, right, usable, wrong } from './credential.fixture.ts';
import { tried } from './try.ts';

test('the third wrong try in a row locks the account for a quarter of an hour', () => {
  assert.equal(locked.state === 'locked' && locked.lockedUntil?.toString(), '2026-11-22T10:15:00Z');
});
test('a right try in between lets the counting begin anew', () => {
  const twice = [1, 2].reduce((state) => done(credential, state, tried, wrong).state, usable);
  const after = done(credential, done(credential, twice, tried, right).state, tried, wrong).state;
  assert.deepEqual([after.state, after.wrongTries], ['usable', 1]);
});
test('a lock that is over is gone with the next right try', () => {
  const { state } = done(credential, locked, tried, right, actOf({ at: '2026-11-22T10:15:00Z' }));
  assert.deepEqual([state.state, state.wrongTries], ['usable', 0]);
});
test('after a lock the first wrong try counts as one, and does not lock again at once', () => {
  const { state } = done(credential, locked, tried, wrong, actOf({ at: '2026-11-22T10:15:00Z' }));
  assert.deepEqual([state.state, state.wrongTries], ['usable', 1]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { end } from './end.ts';
import { session } from './session.ts';
import { opened, sessionId } from './session.fixture.ts';

const signOut = (act = actOf(), state = opened) => done(session, state, end, { session: sessionId, how: 'signed out' }, act);

test('a person signs out, and the session says how it ended', () => {
  const { state } = signOut();
  assert.deepEqual(state.state === 'ended' && [state.endedHow, state.endedAt.toString()], ['signed out', '2026-11-22T10:00:00Z']);
});
test('nobody ends the session of another', () => {
  assert.throws(() => signOut(actOf({ by: 'ben' })), { rule: 'personnel.session.end/not-yours' });
});
test('the administrator of access ends any session, in whatever role he acts first', () => {
  assert.equal(signOut(actOf({ by: 'carl', roles: ['everyone', 'administrator'] })).state.state, 'ended');
});
test('a session ends once', () => {
  assert.throws(() => signOut(actOf(), signOut().state), { rule: 'personnel.session.end/ended-already' });
});

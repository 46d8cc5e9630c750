import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import { open as invited } from '../invitation/invitation.fixture.ts';
import { opened } from '../session/session.fixture.ts';
import { locked, usable } from './credential.fixture.ts';
import { lock } from './lock.ts';

const lockBy = (by: string, credential = usable) => decideWith(lock, { credential, sessions: [opened], invitations: [invited] } as never, { person: 'ben' }, actOf({ by }));

test('an account that is locked by hand has no session and no open invitation any more, for a reason that is kept', () => {
  assert.deepEqual(
    lockBy('ana').map((event) => event.type),
    ['personnel.credential.locked', 'personnel.session.ended', 'personnel.invitation.withdrawn'],
  );
  assert.equal(lock.needsReason, true);
});
test('an account that wrong tries locked for a while is locked for good by hand', () => {
  assert.equal(lockBy('ana', locked)[0]!.type, 'personnel.credential.locked');
});
test('nobody locks their own account', () => {
  assert.throws(() => lockBy('ben'), { rule: 'personnel.credential.lock/own-account' });
});

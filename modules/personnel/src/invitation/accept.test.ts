import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import { credentialOf } from '../credential/id-of.ts';
import { accept } from './accept.ts';
import { credential, type Credential } from '../credential/credential.ts';
import { usable } from '../credential/credential.fixture.ts';
import { invitation, type Invitation } from './invitation.ts';
import { invitationId, open } from './invitation.fixture.ts';

const chosen = { invitation: invitationId, person: 'ben', credential: credentialOf('ben'), passwordHash: 'hash of a password' };
const accepted = (state: Invitation, at = '2026-11-22T10:30:00Z') =>
  decideWith(accept, { invitation: state, credential: [], sessions: [] } as never, chosen as never, actOf({ at })) as readonly { type: string; person?: string }[];

test('with the code the invited person, and nobody else, gets a credential', () => {
  const [used, set] = accepted(open);
  assert.deepEqual([used?.type, set?.type, set?.person], ['personnel.invitation.accepted', 'personnel.credential.set', 'ben']);
});
test('an invitation is used once', () => {
  const used = invitation.evolve(open, { type: 'personnel.invitation.accepted', subject: invitationId, at: open.issuedAt });
  assert.throws(() => accepted(used), { rule: 'personnel.invitation.accept/not-open' });
});
test('an invitation is not used after its time', () => {
  assert.throws(() => accepted(open, '2026-11-25T10:00:00Z'), { rule: 'personnel.invitation.accept/too-late' });
});
test('who comes by invitation has what they chose now, and no PIN or badge of before', () => {
  const set = accepted(open)[1] as never;
  const anew = credential.evolve({ ...usable, pinHash: 'hash of an old PIN', badge: 'B-1' }, set) as Credential;
  assert.deepEqual([anew.passwordHash, anew.pinHash, anew.badge], [chosen.passwordHash, undefined, undefined]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import { credential, type Credential } from '../credential/credential.ts';
import { usable } from '../credential/credential.fixture.ts';
import { opened } from '../session/session.fixture.ts';
import { change } from './change.ts';

const held = { ...usable, pinHash: 'hash of a PIN' } as Credential;
const changed = (by: string, more: object = {}) =>
  decideWith(change, { credential: held, sessions: [opened] } as never, { person: 'ben', isPresentRight: true, passwordHash: 'new', ...more }, actOf({ by }));

test('a new password leaves the PIN as it was, and ends the sessions of the old one', () => {
  const [set, ended] = changed('ben');
  const after = credential.evolve(held, set as never) as Credential;
  assert.deepEqual([after.passwordHash, after.pinHash, ended?.type], ['new', 'hash of a PIN', 'personnel.session.ended']);
});
test('the session in front of the person goes on', () => {
  assert.equal(changed('ben', { except: opened.id }).length, 1);
});
test('nobody changes the password of another, or theirs without the present one', () => {
  assert.throws(() => changed('ana'), { rule: 'personnel.password.change/not-yours' });
  assert.throws(() => changed('ben', { isPresentRight: false }), { rule: 'personnel.password.change/wrong-present' });
  assert.throws(() => changed('ben', { passwordHash: undefined }), { rule: 'personnel.password.change/nothing-new' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done, outcomes, type Tried } from '@millrace/testkit/pure';
import { credential, type Credential } from './credential.ts';
import { credentialId, given, locked, right, usable, wrong } from './credential.fixture.ts';
import { lock } from './lock.ts';
import { set } from './set.ts';
import { tried } from './try.ts';
import { unlock } from './unlock.ts';

const verbs: Record<string, Tried<Credential>> = {
  set: { command: set, input: given, load: (state) => ({ before: [state], sessions: [] }) },
  'try rightly': { command: tried, input: right },
  'try wrongly': { command: tried, input: wrong },
  'try rightly, later': { command: tried, input: right, act: actOf({ at: '2026-11-22T11:00:00Z' }) },
  unlock: { command: unlock, input: { credential: credentialId } },
  lock: { command: lock, input: { person: 'ben' }, load: (state) => ({ credential: state, sessions: [], invitations: [] }) },
};

test('every verb on every state of a credential does what the access policy says', () => {
  assert.deepEqual(outcomes(credential, usable, verbs), {
    set: 'usable',
    'try rightly': 'usable',
    'try wrongly': 'usable',
    'try rightly, later': 'usable',
    unlock: 'refused: not-locked',
    lock: 'locked',
  });
  assert.deepEqual(outcomes(credential, locked, verbs), {
    set: 'usable',
    'try rightly': 'locked',
    'try wrongly': 'locked',
    'try rightly, later': 'usable',
    unlock: 'usable',
    lock: 'locked',
  });
  const byHand = done<Credential>(credential, usable, lock, { person: 'ben' }, actOf(), { credential: usable, sessions: [], invitations: [] }).state;
  assert.deepEqual(outcomes(credential, byHand, verbs), {
    set: 'usable',
    'try rightly': 'locked',
    'try wrongly': 'locked',
    'try rightly, later': 'locked',
    unlock: 'usable',
    lock: 'refused: locked-already',
  });
});

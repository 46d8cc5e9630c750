import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, outcomes, type Tried } from '@millrace/testkit/pure';
import { credential, type Credential } from './credential.ts';
import { credentialId, given, locked, right, usable, wrong } from './credential.fixture.ts';
import { set } from './set.ts';
import { tried } from './try.ts';
import { unlock } from './unlock.ts';

const verbs: Record<string, Tried<Credential>> = {
  set: { command: set, input: given, load: (state) => [state] },
  'try rightly': { command: tried, input: right },
  'try wrongly': { command: tried, input: wrong },
  'try rightly, later': { command: tried, input: right, act: actOf({ at: '2026-11-22T11:00:00Z' }) },
  unlock: { command: unlock, input: { credential: credentialId } },
};

test('every verb on every state of a credential does what the access policy says', () => {
  assert.deepEqual(outcomes(credential, usable, verbs), {
    set: 'usable',
    'try rightly': 'usable',
    'try wrongly': 'usable',
    'try rightly, later': 'usable',
    unlock: 'refused: not-locked',
  });
  assert.deepEqual(outcomes(credential, locked, verbs), { set: 'usable', 'try rightly': 'locked', 'try wrongly': 'locked', 'try rightly, later': 'usable', unlock: 'usable' });
});

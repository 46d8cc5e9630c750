import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { revoke } from './revoke.ts';
import { token } from './token.ts';
import { tokenId, valid } from './token.fixture.ts';

test('a revoked token is dead, and revoking it again says since when', () => {
  const { state } = done(token, valid, revoke, { token: tokenId });
  assert.equal(state.state, 'revoked');
  assert.throws(() => done(token, state, revoke, { token: tokenId }), { rule: 'personnel.token.revoke/revoked-already', message: /2026-11-22/ });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { issue } from './issue.ts';
import { gateway, valid, wish } from './token.fixture.ts';
import { token } from './token.ts';

test('a token ends by itself after the days it was issued for', () => {
  assert.equal(valid.endsAt.toString(), '2027-02-20T10:00:00Z');
});
test('a token itself is not kept, only its hash', () => {
  assert.equal(issue.input.safeDecode({ ...wish, tokenHash: 'the token itself' }).success, false);
});
test('a token is issued for a reason that is kept', () => {
  assert.equal(issue.needsReason, true);
});
test('a token is issued to the account of a machine, and to no person', () => {
  assert.throws(() => done(token, undefined, issue, wish, undefined, { person: [{ ...gateway, fields: {} }] }), { rule: 'personnel.token.issue/a-persons-account' });
});

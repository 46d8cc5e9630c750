import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issue } from './issue.ts';
import { valid, wish } from './token.fixture.ts';

test('a token ends by itself after the days it was issued for', () => {
  assert.equal(valid.endsAt.toString(), '2027-02-20T10:00:00Z');
});
test('a token itself is not kept, only its hash', () => {
  assert.equal(issue.input.safeDecode({ ...wish, tokenHash: 'the token itself' }).success, false);
});
test('a token is issued for a reason that is kept', () => {
  assert.equal(issue.needsReason, true);
});

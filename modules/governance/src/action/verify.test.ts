import assert from 'node:assert/strict';
import { test } from 'node:test';
import { does, finished, opened } from './action.fixture.ts';
import { verify } from './verify.ts';

test('somebody else has seen that it helped', () => {
  const seen = does(finished, verify, { effect: 'No jam for a week' }, 'ana');
  assert.deepEqual(seen.state === 'verified' && [seen.verifiedBy, seen.effect], ['ana', 'No jam for a week']);
});
test('nobody verifies the action they own', () => {
  assert.throws(() => does(finished, verify, { effect: 'fine' }), { rule: 'governance.action.verify/own-action' });
});
test('what is not done is not verified', () => {
  assert.throws(() => does(opened, verify, { effect: 'fine' }, 'ana'), { rule: 'governance.action.verify/not-done' });
});

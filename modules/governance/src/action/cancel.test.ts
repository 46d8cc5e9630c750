import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancel } from './cancel.ts';
import { does, finished, opened } from './action.fixture.ts';

test('somebody else drops what is no longer needed, and its reason stays', () => {
  const dropped = does(opened, cancel, { why: 'The line is rebuilt' }, 'ana');
  assert.deepEqual(dropped.state === 'cancelled' && [dropped.cancelledBy, dropped.why], ['ana', 'The line is rebuilt']);
});
test('nobody drops the action they own', () => {
  assert.throws(() => does(opened, cancel, { why: 'no time' }), { rule: 'governance.action.cancel/own-action' });
});
test('what is done is not dropped', () => {
  assert.throws(() => does(finished, cancel, { why: 'too late' }, 'ana'), { rule: 'governance.action.cancel/not-open' });
});

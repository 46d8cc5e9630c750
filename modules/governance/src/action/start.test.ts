import assert from 'node:assert/strict';
import { test } from 'node:test';
import { does, finished, opened } from './action.fixture.ts';
import { start } from './start.ts';

test('its owner begins an action', () => {
  assert.equal(does(opened, start).state, 'in-progress');
});
test('nobody begins what somebody else owns', () => {
  assert.throws(() => does(opened, start, {}, 'ana'), { rule: 'governance.action.start/not-yours', message: 'ben owns this action. Ask for it to be handed to you first.' });
});
test('what is done is not begun again', () => {
  assert.throws(() => does(finished, start), { rule: 'governance.action.start/not-open' });
});

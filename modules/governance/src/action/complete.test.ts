import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from './complete.ts';
import { does, finished, opened } from './action.fixture.ts';

test('its owner says that it is done, and what came of it', () => {
  assert.deepEqual(finished.state === 'done' && [finished.doneBy, finished.result], ['ben', 'Ordered and fitted']);
});
test('nobody says for its owner that it is done', () => {
  assert.throws(() => does(opened, complete, { result: 'done' }, 'ana'), { rule: 'governance.action.complete/not-yours' });
});
test('an action is done once', () => {
  assert.throws(() => does(finished, complete, { result: 'again' }), { rule: 'governance.action.complete/not-open', message: 'This action is done; there is nothing left to do.' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { does, finished, opened } from './action.fixture.ts';
import { sendBack } from './send-back.ts';

test('what did not help goes back to its owner, with its old day', () => {
  const back = does(finished, sendBack, { why: 'It still jams' }, 'ana');
  assert.deepEqual([back.state, back.owner, back.due.toString()], ['in-progress', 'ben', opened.due.toString()]);
});
test('nobody judges the action they own', () => {
  assert.throws(() => does(finished, sendBack, { why: 'hm, no' }), { rule: 'governance.action.send-back/own-action' });
});
test('only what is done is sent back', () => {
  assert.throws(() => does(opened, sendBack, { why: 'hm, no' }, 'ana'), { rule: 'governance.action.send-back/not-done' });
});

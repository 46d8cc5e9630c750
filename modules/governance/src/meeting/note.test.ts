import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { end } from './end.ts';
import { id, running } from './meeting.fixture.ts';
import { meeting, type Meeting } from './meeting.ts';
import { note } from './note.ts';

const says = (state: Meeting, words: string) =>
  done<Meeting>(meeting, state, note, { meeting: id, says: words, about: { noun: 'governance.action', id: 'a' } }, actOf({ by: 'tom' })).state;

test('what was decided is kept with the record it is about, and by whom', () => {
  const [item] = says(running, 'Order the wheel today').items;
  assert.deepEqual([item!.says, item!.about, item!.by], ['Order the wheel today', { noun: 'governance.action', id: 'a' }, 'tom']);
});
test('nothing is added to a meeting that has ended', () => {
  assert.throws(() => says(done<Meeting>(meeting, running, end, { meeting: id }).state, 'later'), { rule: 'governance.meeting.note/ended' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { running, starting } from './meeting.fixture.ts';

test('a meeting runs at its board from when somebody starts it', () => {
  assert.deepEqual([running.state, running.board, running.startedBy, running.items], ['running', 'b', 'tina', []]);
});
test('a board has one meeting at a time', () => {
  assert.throws(() => starting({}, { running: [running] }), { rule: 'governance.meeting.start/runs-already', message: 'tina started the meeting at this board already.' });
});
test('there is no meeting at a board of another place', () => {
  assert.throws(() => starting({ place: 'L1' }), { rule: 'governance.meeting.start/no-such-board' });
});

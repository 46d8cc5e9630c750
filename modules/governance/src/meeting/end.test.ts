import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { end } from './end.ts';
import { id, running } from './meeting.fixture.ts';
import { meeting, type Meeting } from './meeting.ts';

const ended = (state: Meeting) => done<Meeting>(meeting, state, end, { meeting: id }, actOf({ by: 'tina' })).state;

test('a meeting ends once, and says by whom', () => {
  const over = ended(running);
  assert.equal(over.state === 'ended' && over.endedBy, 'tina');
  assert.throws(() => ended(over), { rule: 'governance.meeting.end/ended' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ben, board, object, opened, openWith } from './action.fixture.ts';

test('an action has one owner, a day, and the board it stands on', () => {
  assert.deepEqual([opened.state, opened.owner, opened.due.toString(), opened.board, opened.letter], ['open', 'ben', '2026-11-23T10:00:00Z', 'b', 'D']);
});
test('an action is not due before it is opened', () => {
  assert.throws(() => openWith({ due: Temporal.Instant.from('2026-11-22T09:59:00Z') }), { rule: 'governance.action.open/due-in-the-past' });
});
test('nobody who has left owns an action', () => {
  const gone = object('personnel.person', 'ben', { name: 'Ben' }, 'retired');
  assert.throws(() => openWith({}, { owner: [gone], board: [board] }), {
    rule: 'governance.action.open/no-such-owner',
    message: 'ben does not work here. Choose one person as the owner.',
  });
});
test('an action stands on a board of its own place', () => {
  assert.throws(() => openWith({ place: 'L1' }), { rule: 'governance.action.open/no-such-board' });
  assert.throws(() => openWith({}, { owner: [ben], board: [] }), { rule: 'governance.action.open/no-such-board' });
});

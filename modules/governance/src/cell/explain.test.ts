import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mode } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { board, id as action, opened } from '../action/action.fixture.ts';
import { cell, cellOf, type Cell } from './cell.ts';
import { explain } from './explain.ts';

const red = { board: 'b', place: 'L2', letter: 'D', date: '2026-11-21', reason: 'Feeder jams after the change', isAcceptedWithoutAction: false };
const said = (more: object = {}, around: object = {}, roles: string[] = ['operator'], modeOf: (rule: string) => Mode = () => 'enforce') =>
  done<Cell>(cell, undefined, explain, { ...red, ...more }, actOf({ by: 'tina', roles }), { cell: [], board: [board], action: [opened], ...around }, modeOf);

test('a red day has a reason and an action on its board', () => {
  const { state } = said({ action });
  assert.deepEqual([state.id, state.state, state.reason], [cellOf('b', 'D', '2026-11-21'), 'acted-on', red.reason]);
});
test('a red day without an action is not explained', () => {
  assert.throws(() => said(), { rule: 'governance.cell.explain/needs-action' });
});
test('only the owner of the board accepts a red day without an action', () => {
  assert.throws(() => said({ isAcceptedWithoutAction: true }), {
    rule: 'governance.cell.explain/not-the-owner',
    message: 'Only the owner of the board (team-leader) accepts a red day without an action.',
  });
  assert.equal(said({ isAcceptedWithoutAction: true }, {}, ['team-leader']).state.state, 'accepted');
});
test('an action and acceptance without one are not said in one breath', () => {
  assert.throws(() => said({ action, isAcceptedWithoutAction: true }, {}, ['team-leader']), { rule: 'governance.cell.explain/action-or-acceptance' });
});
test('an action of another board explains nothing here', () => {
  assert.throws(() => said({ action }, { action: [{ ...opened, board: 'other' }] }), { rule: 'governance.cell.explain/not-its-action' });
});
test('a day that has not begun is not explained, nor one of a letter the board does not show', () => {
  assert.throws(() => said({ action, date: '2026-11-24' }), { rule: 'governance.cell.explain/in-the-future' });
  assert.throws(() => said({ action, letter: 'Q' }), { rule: 'governance.cell.explain/no-such-board' });
});
test('where the plant only advises, a day without an action is explained and that is noted', () => {
  assert.deepEqual(
    said({}, {}, ['operator'], () => 'advise').remarks.map((one) => one.rule),
    ['governance.cell.explain/needs-action'],
  );
});

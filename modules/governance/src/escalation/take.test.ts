import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, answered, does, raised } from './escalation.fixture.ts';
import { take } from './take.ts';

const taken = (state: typeof raised, more: object = {}) => does(state, take, { on: 'call', cause: 'call-1', by: 'mia', ...more }, 'rule', 'system', [state]);

test('what was taken at the terminal need not be accepted again', () => {
  const { state } = taken(raised);
  assert.equal(state.state === 'accepted' && state.acceptedBy, 'mia');
});
test('what was decided at the terminal is the answer, and with its cause over it is closed', () => {
  const { state } = taken(raised, { did: 'Adjusted', isOver: true });
  assert.deepEqual(state.state === 'closed' && [state.answeredBy, state.did], ['mia', 'Adjusted']);
});
test('where the step still waits for quality the answer leaves it open', () => {
  assert.equal(taken(accepted, { did: 'Left to quality' }).state.state, 'answered');
});
test('what was answered already, or began by another cause, is left as it is', () => {
  assert.deepEqual(taken(answered, { did: 'again' }).events, []);
  assert.deepEqual(taken(raised, { on: 'stop' }).events, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { end } from './end.ts';
import { accepted, answered, does, raised } from './escalation.fixture.ts';

const at = Temporal.Instant.from('2026-11-22T10:10:00Z');
const ended = (state: typeof raised, more: object = {}) => does(state, end, { on: 'call', cause: 'call-1', at, ...more }, 'rule', 'system', [state]);

test('what nobody accepted is withdrawn when its cause is over, and kept', () => {
  assert.equal(ended(raised).state.state, 'withdrawn');
});
test('who accepted still owes the answer when the cause is over', () => {
  const { state } = ended(accepted);
  assert.deepEqual([state.state, state.endedAt?.toString()], ['accepted', at.toString()]);
});
test('what was answered is closed when its cause is over', () => {
  assert.equal(ended(answered).state.state, 'closed');
});
test('what was heard late ends nothing that began after it', () => {
  assert.deepEqual(ended(raised, { at: Temporal.Instant.from('2026-11-22T09:00:00Z') }).events, []);
});
test('the end of another sort of cause ends nothing', () => {
  assert.deepEqual(ended(raised, { on: 'stop' }).events, []);
});

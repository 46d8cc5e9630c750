import assert from 'node:assert/strict';
import { test } from 'node:test';
import { climb } from './climb.ts';
import { accepted, answered, does, raised } from './escalation.fixture.ts';
import { end } from './end.ts';

test('when the clock has run out the next step is called, and it must be accepted again', () => {
  const { state } = does(accepted, climb, { from: 0 });
  assert.deepEqual([state.state, state.step, state.calls.map((one) => one.role)], ['raised', 1, ['team-leader', 'maintenance']]);
});
test('a step that was called is not called again by a late clock', () => {
  assert.deepEqual(does(does(raised, climb, { from: 0 }).state, climb, { from: 0 }).events, []);
});
test('beyond the last step nobody is called', () => {
  assert.deepEqual(does(does(raised, climb, { from: 0 }).state, climb, { from: 1 }).events, []);
});
test('nobody is woken for what was answered, or is over while somebody has it', () => {
  assert.deepEqual(does(answered, climb, { from: 0 }).events, []);
  const over = does(accepted, end, { on: 'call', cause: 'call-1', at: Temporal.Instant.from('2026-11-22T10:10:00Z') }, 'rule', 'system', [accepted]).state;
  assert.deepEqual(does(over, climb, { from: 0 }).events, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { blocked, running, subject } from './execution.fixture.ts';
import { execution } from './execution.ts';
import { noteDeviation } from './note-deviation.ts';
import { unblock } from './unblock.ts';

const allow = (state = blocked, step = 'check', deviation = 'deviation-1') => done(execution, state, unblock, { execution: subject, deviation, step });

test('a step that quality allows goes on, and its readings stay as they were', () => {
  const { state } = allow();
  assert.deepEqual([state.state, state.readings.map((one) => one.value)], ['running', ['18.93', '18.91']]);
});
test('a deviation of another step does not let the blocked one go on', () => {
  assert.throws(() => allow(blocked, 'clear'), { rule: 'mes.execution.unblock/not-blocked' });
});
test('where a deviation decides about a step, another one does not let it go on', () => {
  const noted = done(execution, blocked, noteDeviation, { execution: subject, deviation: 'deviation-1', step: 'check' }).state;
  assert.throws(() => allow(noted, 'check', 'deviation-2'), { rule: 'mes.execution.unblock/by-another' });
});
test('a step that is not blocked is not allowed to go on, for it does', () => {
  assert.throws(() => allow(running), { rule: 'mes.execution.unblock/not-blocked' });
});

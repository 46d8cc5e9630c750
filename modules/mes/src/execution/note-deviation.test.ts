import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { blocked, running, subject } from './execution.fixture.ts';
import { execution } from './execution.ts';
import { whatUnblocks } from '../step/complete.ts';
import { forgetDeviation } from './forget-deviation.ts';
import { noteDeviation } from './note-deviation.ts';

const note = (state = blocked, step = 'check') => done(execution, state, noteDeviation, { execution: subject, deviation: 'deviation-1', step });

test('a blocked step says which deviation decides about it', () => {
  const { state } = note();
  assert.equal(state.state === 'blocked' && state.block.deviation, 'deviation-1');
});
test('one that quality settled without letting the step go on decides nothing more: another may be opened', () => {
  const noted = note().state;
  const forget = (deviation: string) => done(execution, noted, forgetDeviation, { execution: subject, deviation });
  assert.deepEqual(forget('deviation-2').events, []);
  const { state } = forget('deviation-1');
  assert.ok(state.state === 'blocked' && !('deviation' in state.block));
  assert.equal(whatUnblocks(state.block, String), 'Open a deviation to go on.');
});
test('a deviation of another step does not decide about the blocked one', () => {
  assert.deepEqual(note(blocked, 'clear').events, []);
});
test('a deviation of a step that runs changes nothing at the terminal', () => {
  assert.deepEqual(note(running).events, []);
});

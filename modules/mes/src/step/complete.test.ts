import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { blocked, read, running, subject } from '../execution/execution.fixture.ts';
import { execution } from '../execution/execution.ts';
import { unblock } from '../execution/unblock.ts';
import { complete } from './complete.ts';

const finish = (state = running, step = 'check') => done(execution, state, complete, { execution: subject, step }, actOf({ by: 'ben' }));

test('with its last step a job is done, and the step says by whom', () => {
  const { state, events } = finish(read(running, '18.50'));
  assert.deepEqual([state.state, state.steps[1]?.doneBy, events.length], ['done', 'ben', 2]);
});
test('a value out of limits is read again before the step is completed', () => {
  assert.throws(() => finish(read(running, '18.93')), { rule: 'mes.step.complete/out-of-limits', message: '"Mean of 10" is 0.13 above limit. Read it again.' });
});
test('a step that quality allowed is completed with the value it has', () => {
  const allowed = done(execution, blocked, unblock, { execution: subject, deviation: 'deviation-1', step: 'check' }).state;
  assert.equal(finish(allowed).state.state, 'done');
});
test('a step is completed once', () => {
  assert.throws(() => finish(running, 'clear'), { rule: 'mes.step.complete/done-already', message: 'Line clearance is done already, by ana.' });
});
test('a step that the job does not have is not completed', () => {
  assert.throws(() => finish(running, 'polish'), { rule: 'mes.step.complete/no-such-step' });
});
test('the record of a job that is done is closed', () => {
  assert.throws(() => finish(finish(read(running, '18.50')).state), { rule: 'mes.step.complete/job-done' });
});

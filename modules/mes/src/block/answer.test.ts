import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done, outcomes, type Tried } from '@millrace/testkit/pure';
import { calling, blocked, read, running, subject } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { noteDeviation } from '../execution/note-deviation.ts';
import { complete } from '../step/complete.ts';
import { accept } from './accept.ts';
import { answer } from './answer.ts';
import { noteAccepted } from './note-accepted.ts';

const leader = actOf({ by: 'lena', roles: ['team-leader'] });
const called = read(read(calling, '18.93'), '18.95');
const answered = (state: Execution, decision: string, act = leader) =>
  done<Execution>(execution, state, answer, { execution: subject, decision, words: 'Dosing plate set back' }, act);
const taken = (state: Execution, act = leader) => done<Execution>(execution, state, accept, { execution: subject }, act).state;

test('a value that leads to a call blocks the step and names who is called', () => {
  assert.equal(called.state === 'blocked' && called.block.calls, 'team-leader');
  assert.throws(() => done(execution, called, complete, { execution: subject, step: 'check' }), {
    message: 'Blocked: Mean of 10 was 0.15 above limit. The team leader is called and decides.',
  });
});
test('whoever was called takes it once, and the others hear who comes', () => {
  const state = taken(called);
  assert.equal(state.state === 'blocked' && state.block.acceptedBy, 'lena');
  assert.throws(() => taken(state, actOf({ by: 'max', roles: ['supervisor'] })), {
    rule: 'mes.block.accept/accepted-already',
    message: 'lena took this call. Ask them, or take the next thing that waits.',
  });
  assert.throws(() => done(execution, state, complete, { execution: subject, step: 'check' }), { message: /lena took the call and decides\.$/ });
});
test('nobody answers for a role they do not act in', () => {
  assert.throws(() => taken(called, actOf({ by: 'ben', roles: ['operator'] })), { rule: 'mes.block.accept/not-called' });
  assert.throws(() => answered(called, 'recheck', actOf({ by: 'ben', roles: ['operator'] })), { rule: 'mes.block.answer/not-called' });
});
test('who took the call decides', () => {
  assert.throws(() => answered(taken(called), 'recheck', actOf({ by: 'max', roles: ['supervisor'] })), { rule: 'mes.block.answer/not-yours' });
});
test('one more reading is allowed and all readings are kept; in limits the step goes on', () => {
  const { state } = answered(called, 'recheck');
  assert.throws(() => done(execution, state, complete, { execution: subject, step: 'check' }), { rule: 'mes.step.complete/out-of-limits' });
  const good = read(state, '18.60');
  assert.deepEqual(
    good.readings.map((one) => one.value),
    ['18.93', '18.95', '18.60'],
  );
  assert.equal(done<Execution>(execution, good, complete, { execution: subject, step: 'check' }).state.state, 'done');
});
test('when the reading after an adjustment is out of limits too, they are called again', () => {
  assert.equal(read(answered(called, 'adjust').state, '18.99').state, 'blocked');
});
test('a job that is stopped stays blocked until something lets it go on', () => {
  const { state, events } = answered(called, 'stop');
  assert.equal(state.state === 'blocked' && state.block.stoppedBy, 'lena');
  assert.equal(events.length, 1);
  assert.throws(() => answered(state, 'stop'), { rule: 'mes.block.answer/stopped-already' });
  assert.equal(answered(state, 'adjust').state.state, 'running');
});
test('what is left to quality goes on only by a deviation', () => {
  const { state } = answered(called, 'deviation');
  assert.throws(() => answered(state, 'recheck'), { rule: 'mes.block.answer/quality-decides' });
  const opened = done<Execution>(execution, state, noteDeviation, { execution: subject, step: 'check', deviation: 'deviation-1' }).state;
  assert.throws(() => answered(opened, 'recheck'), { message: 'This value waits for quality: the deviation is open.' });
});
test('a call taken elsewhere is kept at the step, once', () => {
  const note = (state: Execution) => done<Execution>(execution, state, noteAccepted, { execution: subject, by: 'lena' }, actOf(), [state]);
  assert.equal(note(called).events.length, 1);
  assert.deepEqual(note(note(called).state).events, []);
  assert.deepEqual(note(blocked).events, []);
});
test('every verb of a call on every state of an execution does what the batch record says', () => {
  const verbs: Record<string, Tried<Execution>> = {
    accept: { command: accept, input: { execution: subject }, act: leader },
    answer: { command: answer, input: { execution: subject, decision: 'recheck', words: 'again' }, act: leader },
  };
  assert.deepEqual(outcomes(execution, running, verbs), { accept: 'refused: not-blocked', answer: 'refused: not-blocked' });
  assert.deepEqual(outcomes(execution, called, verbs), { accept: 'blocked', answer: 'running' });
  assert.deepEqual(outcomes(execution, blocked, verbs), { accept: 'refused: nobody-called', answer: 'refused: quality-decides' });
});

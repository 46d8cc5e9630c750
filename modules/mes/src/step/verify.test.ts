import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { running, subject, withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { record } from '../reading/record.ts';
import { complete } from './complete.ts';
import { verify } from './verify.ts';

const clear = {
  id: 'clear',
  title: 'Line clearance',
  data: [],
  signs: { says: 'The line is clear', role: 'operator', second: 'team-leader', secondAs: ['team-leader', 'supervisor'] },
};
const begun: Execution = { ...running, steps: [clear, { id: 'run', title: 'Run out', data: [] }] };
const as = (by: string, role: string) => actOf({ by, role, roles: [role] });
const completed = (state: Execution, step: string, by = 'ana') => done(execution, state, complete, { execution: subject, step }, as(by, 'operator')).state;
const verified = (state: Execution, by: string, role: string, step = 'clear') => done(execution, state, verify, { execution: subject, step }, as(by, role)).state;
const cleared = completed(begun, 'clear');

test('a step that asks for a second person holds up the next until somebody else has verified it', () => {
  assert.throws(() => completed(cleared, 'run'), {
    rule: 'mes.step.complete/not-verified',
    message: '"Line clearance" waits for its second signature. Let a team leader sign in here and verify it.',
  });
  const state = verified(cleared, 'greta', 'team-leader');
  assert.deepEqual([state.steps[0]!.doneBy, state.steps[0]!.verifiedBy], ['ana', 'greta']);
  assert.equal(completed(state, 'run').state, 'done');
});
test('nobody verifies the step they did themselves, whatever their role', () => {
  assert.throws(() => verified(cleared, 'ana', 'supervisor'), {
    rule: 'mes.step.verify/own-step',
    message: 'You did Line clearance yourself, or recorded a value of it. Let another team leader sign in here and verify it.',
  });
});
test('nobody verifies a step with a value they recorded, whoever completed it', () => {
  const weighing = { ...begun, steps: [{ ...clear, data: running.steps[1]!.data }, begun.steps[1]!] };
  const read = done(execution, weighing, record, { execution: subject, step: 'clear', data: 'mean', value: '18.5' }, as('greta', 'team-leader'), withLots(weighing)).state;
  const state = completed(read, 'clear', 'ana');
  assert.throws(() => verified(state, 'greta', 'team-leader'), { rule: 'mes.step.verify/own-step' });
  assert.equal(verified(state, 'irina', 'supervisor').steps[0]!.verifiedBy, 'irina');
});
test('a step is verified by the role it names, or one that includes it', () => {
  assert.throws(() => verified(cleared, 'ben', 'operator'), { rule: 'mes.step.verify/not-the-second' });
  assert.equal(verified(cleared, 'irina', 'supervisor').steps[0]!.verifiedBy, 'irina');
});
test('a step is verified once, after it was done', () => {
  assert.throws(() => verified(begun, 'greta', 'team-leader'), { rule: 'mes.step.verify/not-done' });
  assert.throws(() => verified(verified(cleared, 'greta', 'team-leader'), 'irina', 'supervisor'), {
    rule: 'mes.step.verify/verified-already',
    message: 'Line clearance was verified already, by greta.',
  });
});
test('what asks for no second person, and what the job does not have, is not verified', () => {
  assert.throws(() => verified(verified(cleared, 'greta', 'team-leader'), 'greta', 'team-leader', 'run'), { rule: 'mes.step.verify/no-second' });
  assert.throws(() => verified(cleared, 'greta', 'team-leader', 'polish'), { rule: 'mes.step.verify/no-such-step' });
});
test('a job whose last step is to be verified is done with that, not before', () => {
  const last: Execution = { ...running, steps: [clear] };
  const waiting = completed(last, 'clear');
  assert.equal(waiting.state, 'running');
  assert.equal(verified(waiting, 'greta', 'team-leader').state, 'done');
});

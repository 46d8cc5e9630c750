import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objects, raised, raising } from './escalation.fixture.ts';

test('what needs a decision calls the first step of the nearest ladder', () => {
  assert.deepEqual([raised.state, raised.step, raised.calls.map((one) => one.role)], ['raised', 0, ['team-leader']]);
});
test('the roles that count as the called one are frozen with the ladder', () => {
  assert.deepEqual(raised.ladder.steps[0]!.countsAs, ['team-leader', 'supervisor']);
});
test('a cause that names a role is first taken to that role', () => {
  assert.deepEqual(
    raising({ first: 'maintenance' }).state.calls.map((one) => one.role),
    ['maintenance'],
  );
});
test('without a ladder nobody is called', () => {
  assert.deepEqual(raising({ on: 'deviation' }).events, []);
});
test('a cause is raised once, however often it is heard', () => {
  assert.deepEqual(raising({}, { same: [raised] }).events, []);
});
test('what belongs together joins the escalation that runs', () => {
  const { state } = raising({ cause: 'call-2' }, { here: [raised] }, 'enforce', raised);
  assert.deepEqual([state.id, state.also.map((one) => one.id)], [raised.id, ['call-2']]);
});
test('a ladder that begins later calls nobody yet', () => {
  const late = objects.map((one) =>
    one.kind === 'governance.ladder' ? { ...one, fields: { ...one.fields, steps: [{ after: '5 min', role: 'team-leader', accept: '2 min', answer: '10 min' }] } } : one,
  );
  const { state } = raising({}, { objects: late });
  assert.deepEqual([state.step, state.calls], [-1, []]);
});

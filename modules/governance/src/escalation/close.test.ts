import assert from 'node:assert/strict';
import { test } from 'node:test';
import { close } from './close.ts';
import { accepted, answered, does, raised } from './escalation.fixture.ts';

test('an answered escalation is closed by hand where nothing tells that its cause is over', () => {
  const { state } = does(answered, close);
  assert.deepEqual(state.state === 'closed' && [state.closedBy, state.did], ['tina', 'Nozzle cleaned']);
});
test('what nobody answered is not closed', () => {
  assert.throws(() => does(raised, close), { rule: 'governance.escalation.close/not-answered' });
  assert.throws(() => does(accepted, close), { rule: 'governance.escalation.close/not-answered' });
});
test('an escalation is closed once', () => {
  assert.throws(() => does(does(answered, close).state, close), { rule: 'governance.escalation.close/over' });
});

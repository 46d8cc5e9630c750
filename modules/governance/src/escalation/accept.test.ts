import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept } from './accept.ts';
import { accepted, answered, does, raised, raising } from './escalation.fixture.ts';

test('whoever was called accepts, and the others see who has it', () => {
  assert.deepEqual(accepted.state === 'accepted' && [accepted.acceptedBy, accepted.calls[0]!.acceptedBy], ['tina', 'tina']);
  assert.throws(() => does(accepted, accept, {}, 'tom'), {
    rule: 'governance.escalation.accept/accepted-already',
    message: 'tina accepted this. Ask them, or take the next thing that waits.',
  });
});
test('a role that includes the called one was meant as well', () => {
  assert.equal(does(raised, accept, {}, 'sue', 'supervisor').state.state, 'accepted');
});
test('nobody accepts what calls another role', () => {
  assert.throws(() => does(raised, accept, {}, 'mia', 'maintenance'), {
    rule: 'governance.escalation.accept/not-called',
    message: 'This calls team leader. You act as maintenance; leave it to them, or tell them of it.',
  });
});
test('what was answered is not accepted', () => {
  assert.throws(() => does(answered, accept), { rule: 'governance.escalation.accept/over' });
});
test('in shadow mode nobody is called, so nobody accepts', () => {
  assert.throws(() => does(raising({}, {}, 'shadow').state, accept), { rule: 'governance.escalation.accept/calls-nobody' });
});

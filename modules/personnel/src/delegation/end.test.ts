import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { delegation } from './delegation.ts';
import { delegationId, running } from './delegation.fixture.ts';
import { endDelegation } from './end.ts';

const end = (by: string, role = 'operator', state = running) => done(delegation, state, endDelegation, { delegation: delegationId }, actOf({ by, role }));

test('lender, borrower and the administrator of access end a delegation before its time', () => {
  for (const [by, role] of [['ana'], ['ben'], ['carl', 'administrator']] as const) assert.equal(end(by, role).state.state, 'ended');
});
test('nobody else ends a delegation', () => {
  assert.throws(() => end('carl'), { rule: 'personnel.delegation.end/not-yours', message: 'Only ana, ben or the administrator of access ends this delegation.' });
});
test('a delegation ends once', () => {
  assert.throws(() => end('ana', 'operator', end('ana').state), { rule: 'personnel.delegation.end/ended-already', message: 'This delegation ended on 2026-11-22.' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { delegation, type Delegation } from './delegation.ts';
import { assignment, lent, running } from './delegation.fixture.ts';
import { give } from './give.ts';

const lend = (input: object, act = actOf(), held: object = assignment) => done<Delegation>(delegation, undefined, give, { ...lent, ...input }, act, { assignment: held });

test('a lent role says who gave it and why', () => {
  assert.deepEqual([running.state, running.givenBy, running.why], ['running', 'ana', 'at the doctor']);
});
test('only who holds a role lends it', () => {
  assert.throws(() => lend({}, actOf({ by: 'carl' })), { rule: 'personnel.delegation.give/not-yours' });
});
test('the administrator of access lends the role of another, in whatever role he acts first', () => {
  assert.equal(lend({}, actOf({ by: 'carl', roles: ['operator', 'administrator'] })).state.givenBy, 'carl');
});
test('a role that was taken away is not lent', () => {
  assert.throws(() => lend({}, actOf(), { ...assignment, state: 'retired' }), { rule: 'personnel.delegation.give/no-such-assignment' });
});
test('a role is not lent to oneself', () => {
  assert.throws(() => lend({ toPerson: 'ana' }), { rule: 'personnel.delegation.give/to-oneself' });
});
test('a role is lent for thirty days and not a second more', () => {
  assert.equal(lend({ endsAt: lent.startsAt.add({ hours: 720 }) }).state.state, 'running');
  assert.throws(() => lend({ endsAt: lent.startsAt.add({ hours: 720, seconds: 1 }) }), { rule: 'personnel.delegation.give/too-long' });
});
test('a delegation ends after it starts', () => {
  assert.throws(() => lend({ endsAt: lent.startsAt }), { rule: 'personnel.delegation.give/ends-before' });
});

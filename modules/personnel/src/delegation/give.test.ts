import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { delegation, type Delegation } from './delegation.ts';
import { assignment, lent, running } from './delegation.fixture.ts';
import { give } from './give.ts';

const lend = (input: object, act = actOf(), assignments: readonly object[] = [assignment]) =>
  done<Delegation>(delegation, undefined, give, { ...lent, ...input }, act, { assignments });

test('a lent role says who gave it and why', () => {
  assert.deepEqual([running.state, running.givenBy, running.why], ['running', 'ana', 'at the doctor']);
});
test('only who holds a role lends it', () => {
  assert.throws(() => lend({}, actOf({ by: 'carl' })), { rule: 'personnel.delegation.give/not-yours' });
});
test('the administrator of access lends the role of another, in whatever role he acts first', () => {
  assert.equal(lend({}, actOf({ by: 'carl', roles: ['operator', 'administrator'] })).state.givenBy, 'carl');
});
test('a role is lent where its holder has it, and who names another place reads where that is', () => {
  assert.throws(() => lend({ place: 'site' }), {
    rule: 'personnel.delegation.give/no-such-assignment',
    message: 'ana does not hold the role shift lead at site, and only a role that is held can be lent. ana holds it at packaging.',
  });
  assert.throws(() => lend({}, actOf(), []), { rule: 'personnel.delegation.give/no-such-assignment', message: /ana holds the role shift lead nowhere\.$/ });
});
test('whoever lends a role without a place is asked for it', () => {
  const { place: _, ...nowhere } = lent;
  const read = give.input.safeDecode({ ...nowhere, startsAt: String(lent.startsAt), endsAt: String(lent.endsAt) } as never);
  assert.match(read.error?.issues[0]?.message ?? '', /^Say at which part of the plant the role is lent/);
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

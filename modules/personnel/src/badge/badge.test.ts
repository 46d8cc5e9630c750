import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { usable } from '../credential/credential.fixture.ts';
import { opened } from '../session/session.fixture.ts';
import { badge, badgeOf, type Badge } from './badge.ts';
import { give } from './give.ts';
import { withdraw } from './withdraw.ts';

const wish = { person: 'ben', numberHash: 'hash of a number' };
const handed = (loaded: { badge: Badge[]; before: Badge[]; credential: unknown[] }) => done<Badge>(badge, undefined, give, wish, actOf(), loaded);
const given = handed({ badge: [], before: [], credential: [usable] }).state;

test('a card that somebody holds is not given to another', () => {
  assert.equal(given.id, badgeOf(wish.numberHash));
  assert.throws(() => handed({ badge: [given], before: [], credential: [usable] }), { rule: 'personnel.badge.give/held-already' });
});
test('a card goes to a person who can sign in, and replaces the one they had', () => {
  assert.throws(() => handed({ badge: [], before: [], credential: [] }), { rule: 'personnel.badge.give/no-way-in' });
  const old = { ...given, id: badgeOf('another') };
  assert.deepEqual(
    handed({ badge: [], before: [old], credential: [usable] }).events.map((event) => event.type),
    ['personnel.badge.withdrawn', 'personnel.badge.given'],
  );
});
test('a card that is withdrawn ends what it opened, and nothing that a password did', () => {
  const sessions = [opened, { ...opened, component: 'badge-and-pin' }];
  const events = decideWith(withdraw, { held: [given], sessions } as never, { person: 'ben' }, actOf());
  assert.deepEqual(
    events.map((event) => event.type),
    ['personnel.badge.withdrawn', 'personnel.session.ended'],
  );
  assert.throws(() => decideWith(withdraw, { held: [], sessions } as never, { person: 'ben' }, actOf()), { rule: 'personnel.badge.withdraw/no-badge' });
});

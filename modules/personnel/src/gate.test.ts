import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { model } from '@millrace/model/module';
import { plant, type Plant } from '@millrace/testkit';
import { credentialOf } from './credential/id-of.ts';
import { gatekeeper, hashSecret, personnel, type AccessPolicy, type Gate } from './module.ts';

let p: Plant;
let gate: Gate;
let quickSignIn: AccessPolicy['quickSignIn'];
let person = 0;
let hashes: { passwordHash: string; pinHash: string };
before(async () => {
  hashes = { passwordHash: await hashSecret('right'), pinHash: await hashSecret('2468') };
  p = await plant([model, personnel]);
  gate = gatekeeper(
    p.database,
    'test',
    () => p.shell,
    () => ({ idleAfterS: 600, endsAfterS: 36_000, quickSignIn, lockAfter: 3, lockForS: 900 }),
    (name) => name,
  );
});
beforeEach(async () => {
  person++;
  quickSignIn = 'badge-and-pin';
  await p.act(
    'personnel.credential.set',
    { credential: credentialOf(user()), person: user(), ...hashes, badge: badge(), mustChange: false },
    { actor: { kind: 'system', person: 'rule:test' } },
  );
});
after(() => p?.close());

const user = () => `person-${person}`;
const badge = () => `B-${person}`;
const station = 'terminal-1';
const lock = async () => {
  for (let tried = 0; tried < 3; tried++) await gate.signIn({ station, user: user(), password: 'wrong' });
};

test('the right password opens a session, and its token says who stands behind it', async () => {
  const signed = await gate.signIn({ station, user: user(), password: 'right' });
  assert.ok('token' in signed);
  assert.deepEqual((await gate.whoIs(signed.token))?.actor, { kind: 'person', person: user() });
});
test('a stranger hears the same as a person with a wrong password', async () => {
  assert.deepEqual(await gate.signIn({ station, user: 'nobody', password: 'right' }), await gate.signIn({ station, user: user(), password: 'wrong' }));
});
test('three wrong passwords lock the account for a while, even for the right one', async () => {
  await lock();
  const locked = await gate.signIn({ station, user: user(), password: 'right' });
  assert.match('refused' in locked ? locked.refused : '', /locked until/);
  p.clock.advance(901);
  assert.ok('token' in (await gate.signIn({ station, user: user(), password: 'right' })));
});
test('a locked account is not opened by its badge alone', async () => {
  await lock();
  quickSignIn = 'badge';
  const locked = await gate.signIn({ station, badge: badge() });
  assert.match('refused' in locked ? locked.refused : '', /locked until/);
});
test('where badge and PIN are asked for, the badge alone opens nothing', async () => {
  assert.ok('refused' in (await gate.signIn({ station, badge: badge() })));
  assert.ok('token' in (await gate.signIn({ station, badge: badge(), pin: '2468' })));
});
test('where badges are not used, a badge opens nothing', async () => {
  quickSignIn = 'none';
  assert.ok('refused' in (await gate.signIn({ station, badge: badge(), pin: '2468' })));
});
test('a session that nobody used for its idle time is over', async () => {
  const signed = await gate.signIn({ station, user: user(), password: 'right' });
  assert.ok('token' in signed);
  p.clock.advance(601);
  assert.equal(await gate.whoIs(signed.token), undefined);
});
test('a session that somebody uses goes on; being asked who it is does not keep it open', async () => {
  const [used, asked] = [await gate.signIn({ station, user: user(), password: 'right' }), await gate.signIn({ station, user: user(), password: 'right' })];
  assert.ok('token' in used && 'token' in asked);
  for (let minutes = 0; minutes < 15; minutes += 5) {
    p.clock.advance(5 * 60);
    await gate.used(used.session);
    await gate.whoIs(asked.token);
  }
  assert.equal((await gate.whoIs(used.token))?.actor.person, user());
  assert.equal(await gate.whoIs(asked.token), undefined);
});
test('who signs out is known no longer by that token', async () => {
  const signed = await gate.signIn({ station, user: user(), password: 'right' });
  assert.ok('token' in signed);
  await gate.signOut(signed.token, 'signed out');
  assert.equal(await gate.whoIs(signed.token), undefined);
});

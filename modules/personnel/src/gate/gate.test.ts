import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { model } from '@millrace/model/module';
import { newId } from '@millrace/kernel';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { credentialOf } from '../credential/id-of.ts';
import { gatekeeper, hashOf, hashSecret, personnel, type AccessPolicy, type At, type Gate } from '../module.ts';

let p: Plant;
let gate: Gate;
let quickSignIn: AccessPolicy['quickSignIn'];
let person = 0;
let hashes: { passwordHash: string; pinHash: string };
before(async () => {
  hashes = { passwordHash: await hashSecret('right'), pinHash: await hashSecret('2468') };
  p = await plant([model, personnel]);
  gate = gateOf(true);
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

const gateOf = (isDemo: boolean, refusalMs = 0) =>
  gatekeeper({
    database: p.database,
    site: 'test',
    shell: () => p.shell,
    isDemo,
    refusalMs,
    policyAt: () => ({ idleAfterS: 600, endsAfterS: 36_000, quickSignIn, lockAfter: 3, lockForS: 900 }),
    nameOf: (name) => name,
  });
const user = () => `person-${person}`;
const badge = () => `B-${person}`;
const at: At = { station: 'chosen:terminal-1', enrolled: undefined, mayUseBadge: true };
const lock = async () => {
  for (let tried = 0; tried < 3; tried++) await gate.signIn({ at, user: user(), password: 'wrong' });
};

test('the right password opens a session, and its token says who stands behind it', async () => {
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  assert.deepEqual((await gate.whoIs(signed.token))?.actor, { kind: 'person', person: user() });
});
test('a stranger, a wrong password, a locked account and an unknown badge are refused in the same words, and none sooner', async () => {
  const slow = gateOf(true, 300);
  await lock();
  const tries = [
    { user: 'nobody', password: 'right' },
    { user: user(), password: 'right' },
    { user: user(), password: 'wrong' },
    { badge: 'nobody', pin: '2468' },
    { badge: badge(), pin: '1111' },
  ];
  const heard = [];
  for (const one of tries) {
    const started = performance.now();
    heard.push(await slow.signIn({ at, ...one }));
    assert.ok(performance.now() - started >= 299, JSON.stringify(one));
  }
  for (const one of heard) assert.deepEqual(one, heard[0]);
});
test('a guessed signature locks the account and ends the session in which it was guessed', async () => {
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  const tries = [];
  for (let tried = 0; tried < 3; tried++) tries.push(await gate.authority.checkSecret('test', user(), 'wrong'));
  assert.deepEqual(
    tries.map((one) => [one.isRight, one.lockedUntil !== undefined]),
    [
      [false, false],
      [false, false],
      [false, true],
    ],
  );
  assert.equal(await gate.whoIs(signed.token), undefined);
});
test('wrong tries at the door lock the account and leave a session alone that was opened rightly', async () => {
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  await lock();
  assert.equal((await gate.whoIs(signed.token))?.actor.person, user());
  // who signs in it now gives the right secret, and is told why it is not taken
  const { isRight, lockedUntil } = await gate.authority.checkSecret('test', user(), 'right');
  assert.deepEqual([isRight, lockedUntil && Temporal.Instant.compare(lockedUntil, p.clock.now()) > 0], [false, true]);
});
test('a badge opens no device that is not enrolled', async () => {
  assert.match(JSON.stringify(await gate.signIn({ at: { station: 'browser', enrolled: undefined, mayUseBadge: false }, badge: badge(), pin: '2468' })), /not enrolled/);
});
test('a reader locks after three unknown badges, even for a known one, until the time is over', async () => {
  quickSignIn = 'badge';
  const [enrolled, token] = [newId(), `token-${person}`];
  await setModel(p, [{ kind: 'equipment.unit', id: `U-${person}`, fields: { name: 'Unit' } }]);
  await p.act('personnel.station.enrol', { station: enrolled, place: `U-${person}`, name: 'Terminal', tokenHash: hashOf(token) });
  assert.equal((await gate.stationOf(token))?.place, `U-${person}`);
  const here: At = { station: `terminal:U-${person}`, enrolled, mayUseBadge: true };
  assert.ok('token' in (await gate.signIn({ at: here, badge: badge() })));
  for (let tried = 0; tried < 3; tried++) await gate.signIn({ at: here, badge: `guess-${tried}` });
  assert.ok('refused' in (await gate.signIn({ at: here, badge: badge() })));
  p.clock.advance(901);
  assert.ok('token' in (await gate.signIn({ at: here, badge: badge() })));
  await p.act('personnel.station.withdraw', { station: enrolled }, { reason: 'lost' });
  assert.equal(await gate.stationOf(token), undefined);
});
test('a credential of the demo opens nothing where the demo is off', async () => {
  await p.act(
    'personnel.credential.set',
    { credential: credentialOf(user()), person: user(), ...hashes, badge: badge(), mustChange: false, isDemo: true },
    { actor: { kind: 'system', person: 'rule:test' } },
  );
  assert.ok('token' in (await gate.signIn({ at, user: user(), password: 'right' })));
  const real = gateOf(false);
  assert.ok('refused' in (await real.signIn({ at, user: user(), password: 'right' })));
  assert.equal((await real.authority.checkSecret('test', user(), 'right')).isRight, false);
});
test('a stranger hears the same as a person with a wrong password', async () => {
  assert.deepEqual(await gate.signIn({ at, user: 'nobody', password: 'right' }), await gate.signIn({ at, user: user(), password: 'wrong' }));
});
test('three wrong passwords lock the account for a while, even for the right one', async () => {
  await lock();
  const locked = await gate.signIn({ at, user: user(), password: 'right' });
  assert.match('refused' in locked ? locked.refused : '', /or the account is locked/);
  p.clock.advance(901);
  assert.ok('token' in (await gate.signIn({ at, user: user(), password: 'right' })));
});
test('a locked account is not opened by its badge alone', async () => {
  await lock();
  quickSignIn = 'badge';
  const locked = await gate.signIn({ at, badge: badge() });
  assert.match('refused' in locked ? locked.refused : '', /or the account is locked/);
});
test('where badge and PIN are asked for, the badge alone opens nothing', async () => {
  assert.ok('refused' in (await gate.signIn({ at, badge: badge() })));
  assert.ok('token' in (await gate.signIn({ at, badge: badge(), pin: '2468' })));
});
test('where badges are not used, a badge opens nothing', async () => {
  quickSignIn = 'none';
  assert.ok('refused' in (await gate.signIn({ at, badge: badge(), pin: '2468' })));
});
test('a session that nobody used for its idle time is over', async () => {
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  p.clock.advance(601);
  assert.equal(await gate.whoIs(signed.token), undefined);
});
test('a session that somebody uses goes on; being asked who it is does not keep it open', async () => {
  const [used, asked] = [await gate.signIn({ at, user: user(), password: 'right' }), await gate.signIn({ at, user: user(), password: 'right' })];
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
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  await gate.signOut(signed.token, 'signed out');
  assert.equal(await gate.whoIs(signed.token), undefined);
});

test('a token opens what its machine may, until it is revoked; one of an account that is no machine opens nothing, and each says why', async () => {
  const [machine, name, secret, id] = [`machine-${person}`, 'the ERP', `secret-${person}`, newId()];
  const account = (fields: object) => setModel(p, [{ kind: 'personnel.person', id: machine, fields: { name: 'ERP', ...fields } }]);
  const held = async () => {
    const acting = await gate.whoActs(secret);
    if (!acting) return undefined;
    assert.equal(acting.actor.kind, 'machine');
    return (await p.database.pool.query<{ standing: boolean }>(`select (${acting.standing.text}) as standing`, [...acting.standing.values])).rows[0]!.standing;
  };
  await account({ machine: true });
  await p.act('personnel.token.issue', { token: id, name, person: machine, tokenHash: hashOf(secret), days: 30 }, { reason: 'a test' });
  assert.deepEqual([await held(), await held(), await gate.whySpent(secret)], [true, true, undefined]);

  // as an account of before, of which the model never said what it is
  await account({});
  assert.deepEqual([await held(), await gate.whoIs(secret)], [false, undefined], 'also where it is known from memory');
  const spent = await gate.whySpent(secret);
  assert.equal(spent?.how, 'no machine');
  assert.match(`${spent?.why}. ${spent?.next}`, /"the ERP" acts as machine-\d+, and that is no account of a machine.*Write `machine: true`/);

  await account({ machine: true });
  assert.equal((await gate.whoIs(secret))?.actor.kind, 'machine');
  await p.act('personnel.token.revoke', { token: id });
  assert.match((await gate.whySpent(secret))?.why ?? '', /"the ERP" was revoked at 20/);
  assert.equal(await gate.whySpent('never issued'), undefined);
});

test('nobody signs in with an account that is a machine’s, whatever password it had before', async () => {
  assert.ok('token' in (await gate.signIn({ at, user: user(), password: 'right' })));
  await setModel(p, [{ kind: 'personnel.person', id: user(), fields: { name: 'Line', machine: true } }]);
  assert.ok('refused' in (await gate.signIn({ at, user: user(), password: 'right' })));
  assert.ok('refused' in (await gate.signIn({ at, badge: badge(), pin: '2468' })));
});

test('who acts is known from memory, and the act asks whether they are still signed in', async () => {
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  const standing = async () => {
    const who = await gate.whoActs(signed.token);
    if (!who) return undefined;
    return (await p.database.pool.query<{ standing: boolean }>(`select (${who.standing.text}) as standing`, [...who.standing.values])).rows[0]!.standing;
  };
  assert.equal(await standing(), true);
  assert.equal(await standing(), true);
  // each 20 s of acting keep the session open
  for (let i = 0; i < 40; i++) {
    p.clock.advance(20);
    assert.equal(await standing(), true);
  }
  await gate.signOut(signed.token, 'signed out');
  assert.equal(await standing(), false);
  p.clock.advance(20);
  assert.equal(await standing(), undefined);
});

test('an act of who signs out while it waits is not done, though they were read freshly when it came', async () => {
  const signed = await gate.signIn({ at, user: user(), password: 'right' });
  assert.ok('token' in signed);
  const who = await gate.whoActs(signed.token);
  await gate.signOut(signed.token, 'signed out');
  const { actor, standing } = who!;
  const ended = p.shell.execute('personnel.password.change', {}, { key: newId(), actor, standing, site: 'test', station: 'test' });
  await assert.rejects(ended, { rule: 'personnel.password.change/not-signed-in' });
});

test('a lent role gives its rights where it was held, until its time, and the record says that it ended', async () => {
  const [ana, ben, line] = [`ana-${person}`, `ben-${person}`, `line-${person}`];
  const assignment = { kind: 'personnel.role-assignment', id: `${ana} / lead / ${line}` };
  await setModel(p, [
    { kind: 'equipment.line', id: line, fields: { name: 'Line' } },
    { kind: 'personnel.role', id: 'lead', fields: { name: 'Lead', may: ['work.*', 'personnel.delegation.*'], includes: [] } },
    { ...assignment, fields: { person: ana, role: 'lead', at: line } },
  ]);
  const rights = async () => (await gate.grantsOf(ben)).map((grant) => `${grant.role} ${grant.pattern} at ${grant.place}`);
  assert.deepEqual(await rights(), []);
  const lend = async (hours: number) => {
    const delegation = newId();
    const [startsAt, endsAt] = [p.clock.now(), p.clock.now().add({ hours })].map(String);
    // the giver's own right holds at the line alone, and that is enough to lend it there
    p.setGrants(ana, await gate.grantsOf(ana));
    await p.act(
      'personnel.delegation.give',
      { delegation, fromPerson: ana, toPerson: ben, role: 'lead', place: line, startsAt, endsAt },
      { actor: { kind: 'person', person: ana }, reason: 'at the doctor' },
    );
    return delegation;
  };
  const lent = await lend(8);
  assert.deepEqual((await rights()).toSorted(), [`lead personnel.delegation.* at ${line}`, `lead work.* at ${line}`]);
  assert.deepEqual(
    (await gate.lentTo(ben)).map((one) => [one.role, one.place, one.from]),
    [['lead', line, ana]],
  );
  p.clock.advance(8 * 3600);
  assert.deepEqual(await rights(), []);
  await p.engine.settle();
  const state = async (id: string) => (await p.owner.query<{ state: string }>('select state from personnel.delegation where id = $1', [id])).rows[0]?.state;
  assert.equal(await state(lent), 'ended');

  await lend(8);
  assert.equal((await rights()).length, 2);
  await setModel(p, [assignment]);
  assert.deepEqual(await rights(), [], 'what the lender lost, the borrower lost');
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { credentialOf } from '@millrace/personnel';
import { hashSecret } from '@millrace/personnel/module';
import { openPlant, type Headers, type OpenPlant } from './door.fixture.ts';
import { until } from './house.fixture.ts';

// What ends a session besides its person and its time: the station is withdrawn, the secret is replaced, the account is locked by hand.

let p: OpenPlant;
let administrator: Headers;
let url = '';
let [operator, stream]: [Headers, { text: string; isOver: boolean }] = [{}, { text: '', isOver: false }];
before(async () => {
  p = await openPlant('sessions');
  url = await p.app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => p?.close());
beforeEach(async () => {
  administrator = await p.signedIn('administrator-1');
  await p.act('personnel.credential.set', { credential: credentialOf('operator-1'), person: 'operator-1', passwordHash: await hashSecret('millrace-demo'), mustChange: false });
  operator = await p.signedIn('operator-1');
  stream = await listen(operator);
});

async function listen(headers: Headers) {
  const answer = await fetch(`${url}/api/live`, { headers });
  assert.equal(answer.status, 200);
  const told = { text: '', isOver: false };
  void (async () => {
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) told.text += part;
  })()
    .catch(() => undefined)
    .finally(() => (told.isOver = true));
  return told;
}
const isIn = async (headers: Headers) => (await p.get('/api/session', headers)).statusCode === 200;
/** Who is out reads why, whatever they ask for, and what to do. */
const readsWhy = async (headers: Headers, says: RegExp) => {
  for (const answer of [
    await p.get('/api/session', headers),
    await p.get('/api/work/job-order/list', headers),
    await p.get('/api/live', headers),
    await p.post('/api/record/comment/write', { input: {} }, headers),
    await p.post('/api/station', { input: {} }, headers),
  ]) {
    const { rule, detail } = answer.json() as { rule: string; detail: string };
    assert.equal(answer.statusCode, 401, 'the session goes on');
    assert.match(rule, /\/session-over$/);
    assert.match(detail, says);
  }
};
const isOut = async (headers: Headers, told: { text: string; isOver: boolean }, says: RegExp) => {
  await readsWhy(headers, says);
  await until('its stream ends', 4000, () => told.isOver);
  assert.match(told.text, /"why":"signed-out"/);
};
/** A device made a station, and its withdrawal. */
async function station() {
  const made = await p.post('/api/station', { input: { place: 'PK-21', name: 'Blister 2' } }, administrator);
  assert.equal(made.statusCode, 200, made.body);
  const { id } = (made.json() as { station: { id: string } }).station;
  return {
    device: { cookie: String(made.headers['set-cookie']).split(';')[0]! },
    withdraw: async () => assert.equal((await p.post('/api/personnel/station/withdraw', { input: { station: id }, reason: 'stolen' }, administrator)).statusCode, 200),
  };
}
const signedInAt = async (device: Headers): Promise<Headers> => {
  const answer = await p.post('/api/personnel/session/open', { input: { user: 'operator-1', password: 'millrace-demo' } }, device);
  assert.equal(answer.statusCode, 200, answer.body);
  return { cookie: String(answer.headers['set-cookie']).split(';')[0]! };
};

test('who is signed in at a station is signed out when it is withdrawn, and nobody elsewhere is', async () => {
  const { device, withdraw } = await station();
  const there = await signedInAt(device);
  const told = await listen(there);
  await withdraw();
  await isOut(there, told, /^Signed out [\d-]+T[\d:.]+Z: this device is no station of the plant any more\. Sign in with user and password/);
  assert.equal(await isIn(operator), true);
});

test('a password chosen anew by invitation ends the sessions opened with the old one', async () => {
  const invited = await p.post('/api/invitation', { input: { person: 'operator-1' }, reason: 'lost it' }, administrator);
  const { code } = invited.json() as { code: string };
  assert.equal(await isIn(operator), true, 'an invitation alone ends nothing');
  assert.equal((await p.post('/api/invitation/accept', { input: { code, password: 'four words are enough' } })).statusCode, 200);
  await isOut(operator, stream, /the password or PIN of this account was changed.*Sign in with the new one; if that was not you/);
});

test('an account that an administrator locks is out at once, and stays out until it is unlocked', async () => {
  const lock = (headers: Headers) => p.post('/api/personnel/credential/lock', { input: { person: 'operator-1' }, reason: 'left the company' }, headers);
  assert.equal((await lock(await p.signedIn('operator-2'))).statusCode, 403);
  const locked = await lock(administrator);
  assert.equal(locked.statusCode, 200, locked.body);
  await isOut(operator, stream, /an administrator of access locked this account\. Ask the administrator of access to unlock it/);
  p.clock.advance(8 * 3600);
  assert.equal((await p.open('operator-1')).statusCode, 401, 'no time opens it again');
  administrator = await p.signedIn('administrator-1');
  const unlocked = await p.post('/api/personnel/credential/unlock', { input: { credential: credentialOf('operator-1') }, reason: 'came back' }, administrator);
  assert.equal(unlocked.statusCode, 200, unlocked.body);
  assert.equal((await p.open('operator-1')).statusCode, 200);
});

test('a sign-in under way while the password is replaced does not come in', async () => {
  const { rows } = await p.house.database.pool.query<{ set_at: Temporal.Instant }>(`select set_at from personnel.credential where person = 'operator-1'`);
  p.clock.advance(1);
  await p.act('personnel.credential.set', { credential: credentialOf('operator-1'), person: 'operator-1', passwordHash: await hashSecret('another one'), mustChange: false });
  const late = { session: newId(), person: 'operator-1', station: 'browser', tokenHash: newId(), component: 'password', lastsS: 60, idleAfterS: 60 };
  await assert.rejects(p.act('personnel.session.open', { ...late, credential: credentialOf('operator-1'), setAt: rows[0]!.set_at.toString() }), {
    rule: 'personnel.session.open/changed-meanwhile',
  });
});

test('who signs out everywhere keeps the session in front of them', async () => {
  const other = await p.signedIn('operator-1');
  const { session } = (await p.get('/api/session', other)).json() as { session: string };
  const answer = await p.post('/api/personnel/session/end-all', { input: { person: 'operator-1', except: session } }, other);
  assert.equal(answer.statusCode, 200, answer.body);
  await isOut(operator, stream, /the person signed out everywhere, from another screen/);
  assert.equal(await isIn(other), true);
  assert.equal((await p.post('/api/personnel/session/end-all', { input: { person: 'operator-2' } }, other)).statusCode, 409, 'not those of another person');
});

test('who never signed in is told so, and not that something ended', async () => {
  for (const headers of [{}, { cookie: 'millrace=nobody-knows-this-token-here' }])
    assert.equal(((await p.get('/api/session', headers)).json() as { rule: string }).rule, 'personnel.session.show/not-signed-in');
});

test('a screen that nobody touched ends its session, and the next answer says why; one whose person is at work elsewhere in the browser goes on', async () => {
  const close = async () => ((await p.post('/api/personnel/session/close', { input: { how: 'idle' } }, operator)).json() as { ended: boolean }).ended;
  p.clock.advance(14 * 60);
  await p.post('/api/session/use', {}, operator);
  p.clock.advance(2 * 60);
  assert.equal(await close(), false);
  assert.equal(await isIn(operator), true);
  p.clock.advance(15 * 60);
  assert.equal(await close(), true);
  await isOut(operator, stream, /nobody had touched this screen for 15 min\. Sign in again/);
  const { rows } = await p.house.database.pool.query<{ ended_how: string }>(
    `select ended_how from personnel.session where person = 'operator-1' order by ended_at desc nulls last limit 1`,
  );
  assert.equal(rows[0]!.ended_how, 'idle');
});

test('a session that is over by its time says how long one lasts', async () => {
  for (let minutes = 0; minutes < 610; minutes += 10) {
    p.clock.advance(600);
    await p.post('/api/session/use', {}, operator);
  }
  await readsWhy(operator, /a session lasts at most 10 h here/);
});

test('guessed signatures end the session in which they were guessed, and it says so', async () => {
  for (let tried = 0; tried < 5; tried++) {
    const input = { person: 'operator-1', present: 'guess', password: 'four words are enough' };
    await p.post('/api/personnel/password/change', { input }, operator);
  }
  await readsWhy(operator, /too many wrong passwords or PINs were given in this session.*locked for a while/);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { credentialOf } from '@millrace/personnel';
import { hashSecret } from '@millrace/personnel/module';
import { setUpText } from '../apps/server/src/set-up.ts';
import { openPlant, type Headers, type OpenPlant } from './door.fixture.ts';

// A plant without the demo: how the first person comes in, how they let in the others, and which devices are stations.

let p: OpenPlant;
let code = '';
/** What stood printed beside the demo that ran here before it was switched off. */
const printed = { badge: 'B-0001', pin: '2468' };
before(async () => {
  p = await openPlant('enrolment', { isDemo: false });
  const [passwordHash, pinHash] = await Promise.all(['millrace-demo', printed.pin].map(hashSecret));
  for (const person of ['administrator-1', 'operator-1'])
    await p.act('personnel.credential.set', {
      credential: credentialOf(person),
      person,
      passwordHash,
      pinHash,
      badge: person === 'administrator-1' ? printed.badge : 'B-0002',
      mustChange: false,
      isDemo: true,
    });
});
after(() => p?.close());

const password = 'four words are enough';
const accept = (input: object) => p.post('/api/invitation/accept', { input });
const comeIn = async (user: string): Promise<Headers> => {
  const answer = await p.open(user, password);
  assert.equal(answer.statusCode, 200, answer.body);
  return { cookie: String(answer.headers['set-cookie']).split(';')[0]! };
};
const both = (a: Headers, b: Headers): Headers => ({ cookie: `${a.cookie}; ${b.cookie}` });
const lastStation = async (address: string) =>
  (await p.house.database.pool.query<{ station: string }>('select station from store.act where address = $1 order by recorded_at desc limit 1', [address])).rows[0]?.station;

test('a plant where nobody can sign in says who may come in first, and by what', async () => {
  assert.equal((await p.open('administrator-1')).statusCode, 401);
  const said = await setUpText(p.house, 'http://plant');
  assert.match(said ?? '', /^Nobody can sign in yet\. .*\(administrator-1\) may invite the others: open http:\/\/plant\/invitation#[\w-]{43} once/);
  code = /#([\w-]{43})/.exec(said!)![1]!;
});
test('of servers that start together one tells the code', async () => {
  assert.equal(await setUpText(p.house, 'http://plant'), undefined);
});
test('a code that was lost on the screen is told anew at the next start, and the old one is dead', async () => {
  p.clock.advance(120);
  const old = code;
  code = /#([\w-]{43})/.exec((await setUpText(p.house, 'http://plant'))!)![1]!;
  assert.equal((await accept({ code: old, password })).statusCode, 409);
});
test('the first administrator chooses a password, and comes in with it', async () => {
  assert.match((await accept({ code, password: 'short' })).body, /at least 12 letters/);
  assert.match((await accept({ code, password: 'x'.repeat(201) })).body, /at most 200 letters/);
  assert.match((await accept({ code, password: 'Administrator 1' })).body, /Your name is no password/);
  assert.deepEqual((await accept({ code, password })).json(), { person: 'administrator-1' });
  await comeIn('administrator-1');
});
test('the set-up works once: its code is used up, and no start tells another', async () => {
  assert.match((await accept({ code, password: 'another sentence' })).body, /used or withdrawn/);
  p.clock.advance(120);
  assert.equal(await setUpText(p.house, 'http://plant'), undefined);
  await comeIn('administrator-1');
});
test('the administrator invites the others, with a reason; nobody else does', async () => {
  const administrator = await comeIn('administrator-1');
  const invite = (headers: Headers, more: object = { reason: 'new here' }) => p.post('/api/invitation', { input: { person: 'operator-1' }, ...more }, headers);
  assert.equal((await invite(administrator, {})).statusCode, 428);
  const invited = (await invite(administrator)).json() as { code: string };
  assert.deepEqual((await accept({ code: invited.code, password, pin: '13579' })).json(), { person: 'operator-1' });
  assert.equal((await invite(await comeIn('operator-1'))).statusCode, 403);
});
test('no code stands in the record, neither in an act nor on a page', async () => {
  const { rows } = await p.house.database.pool.query<{ found: boolean }>(
    `select exists (select from store.act where input like '%' || $1 || '%') or exists (select from record.audit where new like '%' || $1 || '%') as found`,
    [code],
  );
  assert.equal(rows[0]!.found, false);
});

test('what a browser says of its station is not believed', async () => {
  p.clock.advance(1);
  const answer = await p.post('/api/personnel/session/open', { input: { user: 'operator-1', password, station: 'terminal:PK-21' } });
  assert.equal(answer.statusCode, 200);
  assert.equal(await lastStation('personnel.session.open'), 'browser');
});
test('a badge opens an enrolled station only, and what is done there says so', async () => {
  await p.act('personnel.credential.set', { credential: credentialOf('operator-1'), person: 'operator-1', badge: 'B-1', mustChange: false });
  const byBadge = (headers: Headers = {}) => p.post('/api/personnel/session/open', { input: { badge: 'B-1', pin: '13579', station: 'terminal:PK-21' } }, headers);
  assert.match((await byBadge()).body, /not enrolled/);

  const enrol = (headers: Headers) => p.post('/api/station', { input: { place: 'PK-21', name: 'Blister 2, left' } }, headers);
  assert.equal((await enrol(await comeIn('operator-1'))).statusCode, 403);
  const enrolled = await enrol(await comeIn('administrator-1'));
  assert.equal(enrolled.statusCode, 200, enrolled.body);
  const device = { cookie: String(enrolled.headers['set-cookie']).split(';')[0]! };
  const byPrinted = await p.post('/api/personnel/session/open', { input: printed }, device);
  assert.equal(byPrinted.statusCode, 401, 'the badge and PIN printed for the demo open nothing');
  assert.deepEqual((await p.get('/api/station', device)).json(), {
    station: { id: (enrolled.json() as { station: { id: string } }).station.id, place: 'PK-21', name: 'Blister 2, left', quickSignIn: 'badge-and-pin' },
    mayChoose: false,
  });

  const opened = await byBadge(device);
  assert.equal(opened.statusCode, 200, opened.body);
  const session = { cookie: String(opened.headers['set-cookie']).split(';')[0]! };
  await p.post('/api/mes/andon/call', { input: { call: newId(), place: 'PK-21', about: 'maintenance' } }, both(session, device));
  assert.equal(await lastStation('mes.andon.call'), 'terminal:PK-21');

  const withdrawn = await p.post(
    '/api/personnel/station/withdraw',
    { input: { station: (enrolled.json() as { station: { id: string } }).station.id }, reason: 'moved' },
    await comeIn('administrator-1'),
  );
  assert.equal(withdrawn.statusCode, 200, withdrawn.body);
  assert.match((await byBadge(device)).body, /not enrolled/);
});

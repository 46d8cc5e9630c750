import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { cluster } from '@millrace/testkit';
import pg from 'pg';
import { openPlant, revise, type Headers, type OpenPlant } from './door.fixture.ts';

// Verbs that take or make a secret: what comes in is hashed at the door, what is made is told once, and none of it stands in the record.

let p: OpenPlant;
let administrator: Headers;
const number = 'BADGE-70812345';
const chosen = 'seven grey herons stand';
let bearer = '';
before(async () => {
  p = await openPlant('secrets');
  administrator = await p.signedIn('administrator-1');
});
after(() => p?.close());

const did = async (address: string, input: object, headers: Headers, reason = 'a test') => p.post(`/api/${address.replaceAll('.', '/')}`, { input, reason }, headers);
const byBadge = (badge: string) => p.post('/api/personnel/session/open', { input: { badge, pin: '2468', station: 'terminal:PK-21' } });

test('a badge that is given opens a terminal for its person, until it is withdrawn', async () => {
  assert.equal((await did('personnel.badge.give', { person: 'operator-1', number }, await p.signedIn('operator-2'))).statusCode, 403);
  const given = await did('personnel.badge.give', { person: 'operator-1', number }, administrator);
  assert.equal(given.statusCode, 200, given.body);
  assert.equal((await byBadge(number)).statusCode, 200);
  const again = await did('personnel.badge.give', { person: 'operator-2', number }, administrator);
  assert.match(again.body, /held-already/);
  const withdrawn = await did('personnel.badge.withdraw', { person: 'operator-1' }, administrator);
  assert.equal(withdrawn.statusCode, 200, withdrawn.body);
  assert.equal((await byBadge(number)).statusCode, 401);
  assert.equal((await did('personnel.badge.give', { person: 'operator-2', number }, administrator)).statusCode, 200, 'the card goes to another person');
  assert.equal((await byBadge(number)).statusCode, 200);
});

test('a person changes their own password by the present one, and is signed out everywhere else', async () => {
  const [here, elsewhere] = [await p.signedIn('operator-1'), await p.signedIn('operator-1')];
  const { session } = (await p.get('/api/session', here)).json() as { session: string };
  const change = (input: object, headers = here) => did('personnel.password.change', { person: 'operator-1', except: session, ...input }, headers);
  assert.match((await change({ present: 'wrong', password: chosen })).body, /wrong-present/);
  assert.match((await change({ present: 'wrong', password: chosen, isPresentRight: true })).body, /wrong-present/, 'what a sender says of the proof is not believed');
  assert.match((await change({ present: 'millrace-demo', password: 'short' })).body, /at least 12 letters/);
  assert.match((await change({ present: 'millrace-demo' })).body, /nothing-new/);
  assert.match((await change({ present: 'millrace-demo', password: chosen }, await p.signedIn('operator-2'))).body, /wrong-present|not-yours/);
  for (const [password, says] of [
    ['short', /password: Choose a password of at least 12 letters; a sentence of four words is easy to keep\.$/],
    ['x'.repeat(201), /password: Choose a password of at most 200 letters\.$/],
    ['aaaaaaaaaaaa', /password: Most of this password follows from its beginning/],
    ['Ines Albrecht', /password: Your name is no password/],
  ] as const) {
    const refused = await change({ present: 'millrace-demo', password });
    assert.equal(refused.statusCode, 400);
    const { detail } = refused.json() as { detail: string };
    assert.match(detail, says);
    assert.equal(detail.split('password: ').length, 2, `it is said once: ${detail}`);
  }
  const changed = await change({ present: 'millrace-demo', password: chosen });
  assert.equal(changed.statusCode, 200, changed.body);
  assert.deepEqual([(await p.get('/api/session', here)).statusCode, (await p.get('/api/session', elsewhere)).statusCode], [200, 401]);
  assert.deepEqual([(await p.open('operator-1')).statusCode, (await p.open('operator-1', chosen)).statusCode], [401, 200]);
});

test('whoever chooses two hundred letters signs in with all of them, and not with the first half', async () => {
  const letters = ['🌲', '🌊', '🔥', '🪨', '🌙', '☀️', '🍂', '❄️'];
  const long = Array.from({ length: 200 }, (_, n) => letters[(n * 5 + Math.trunc(n / 7)) % 8]!).join('');
  const present = await p.signedIn('operator-3');
  const changed = await did('personnel.password.change', { person: 'operator-3', present: 'millrace-demo', password: long }, present);
  assert.equal(changed.statusCode, 200, changed.body);
  assert.deepEqual([(await p.open('operator-3', long)).statusCode, (await p.open('operator-3', long.slice(0, 200))).statusCode], [200, 401]);
});

test('the token of a machine is made by the server, told once, and lets it in', async () => {
  const wish = { token: newId(), name: 'ERP gateway', person: 'erp-gateway', days: 30 };
  const issued = await did('personnel.token.issue', wish, administrator);
  assert.equal(issued.statusCode, 200, issued.body);
  bearer = (issued.json() as { told: { bearer: string } }).told.bearer;
  const session = await p.get('/api/session', { authorization: `Bearer ${bearer}` });
  assert.equal((session.json() as { person: { id: string } }).person.id, 'erp-gateway');
  assert.match((await p.get('/metrics', { authorization: `Bearer ${bearer}` })).body, /^millrace_queue\{queue="unsequenced"\} \d+$/m);
  assert.match((await did('personnel.token.issue', { ...wish, token: newId(), person: 'nobody' }, administrator)).body, /no-such-person/);
  // nobody becomes the administrator, or who releases lots, by a token of their own making
  assert.match((await did('personnel.token.issue', { ...wish, token: newId(), person: 'qa-1' }, await p.signedIn('it-1'))).body, /a-persons-account/);
});

test('a machine that may do nothing at all reads the metrics by its token', async () => {
  await revise(p, [{ kind: 'personnel.person', id: 'scraper', fields: { name: 'Scraper of metrics', machine: true } }]);
  const issued = await did('personnel.token.issue', { token: newId(), name: 'metrics', person: 'scraper', days: 30 }, administrator);
  assert.equal(issued.statusCode, 200, issued.body);
  const authorization = `Bearer ${(issued.json() as { told: { bearer: string } }).told.bearer}`;
  assert.equal((await p.get('/metrics', { authorization })).statusCode, 200);
  assert.equal((await p.get('/api/material/lot/list', { authorization })).statusCode, 403);
});

test('a machine is not invited, and a token that is over says why at every door', async () => {
  const invited = await p.post('/api/invitation', { input: { person: 'erp-gateway' }, reason: 'a test' }, administrator);
  assert.deepEqual([invited.statusCode, (invited.json() as { rule: string }).rule], [409, 'personnel.invitation.issue/a-machines-account']);

  const token = newId();
  const issued = await did('personnel.token.issue', { token, name: 'to be revoked', person: 'erp-gateway', days: 30 }, administrator);
  const authorization = `Bearer ${(issued.json() as { told: { bearer: string } }).told.bearer}`;
  const send = () =>
    p.app.inject({ method: 'POST', url: '/api/integration/message/send?name=a.xml', payload: '<a/>', headers: { authorization, 'content-type': 'application/xml' } });
  assert.notEqual((await send()).statusCode, 401);
  await did('personnel.token.revoke', { token }, administrator);
  for (const answer of [await send(), await p.get('/api/session', { authorization })]) {
    assert.equal(answer.statusCode, 401);
    const { rule, detail } = answer.json() as { rule: string; detail: string };
    assert.match(rule, /\/token-over$/);
    assert.match(detail, /^This token opens nothing: "to be revoked" was revoked at 20.*Issue a new one under Flows, Tokens/);
  }
});

test('what makes or takes a secret, sent again with its key after a lost answer, is answered as it was and done once', async () => {
  const again = async (address: string, input: object, headers: Headers) => {
    const sender = { ...headers, 'idempotency-key': newId() };
    const [first, second] = [await did(address, input, sender), await did(address, input, sender)];
    assert.deepEqual([first.statusCode, second.statusCode], [200, 200], second.body);
    const [was, is] = [first, second].map((one) => one.json() as { act: string; isRepeat: boolean; told?: object });
    assert.deepEqual([is!.act, is!.isRepeat, is!.told], [was!.act, true, undefined], 'what was told once is not told again');
  };
  await again('personnel.badge.give', { person: 'weigher-1', number: 'BADGE-70812399' }, administrator);
  await again('personnel.token.issue', { token: newId(), name: 'twice', person: 'erp-gateway', days: 30 }, administrator);
  const weigher = await p.signedIn('weigher-1');
  const { session } = (await p.get('/api/session', weigher)).json() as { session: string };
  // the second time, the present one is no longer right
  await again('personnel.password.change', { person: 'weigher-1', except: session, present: 'millrace-demo', password: chosen }, weigher);
  assert.equal((await p.open('weigher-1', chosen)).statusCode, 200);
});

test('a key that was used for a secret is not used for another person', async () => {
  const sender = { ...administrator, 'idempotency-key': newId() };
  assert.equal((await did('personnel.badge.give', { person: 'weigher-1', number: 'BADGE-70812301' }, sender)).statusCode, 200);
  const other = await did('personnel.badge.give', { person: 'lab-1', number: 'BADGE-70812302' }, sender);
  assert.match(other.body, /key-reused/);
});

test('no number, password or token stands in the record', async () => {
  for (const secret of [number, chosen, bearer]) {
    const { rows } = await p.house.database.pool.query<{ found: boolean }>(
      `select exists (select from store.act where input like '%' || $1 || '%') or exists (select from record.audit where new like '%' || $1 || '%')
           or exists (select from store.event where data::text like '%' || $1 || '%') or exists (select from store.command_key where answer::text like '%' || $1 || '%') as found`,
      [secret],
    );
    assert.equal(rows[0]!.found, false, secret);
  }
});

test('the page of a badge tells nothing of its number, not even what it is known by', async () => {
  const { rows } = await p.house.database.pool.query<{ id: string; number_hash: string }>('select id, number_hash from personnel.badge limit 1');
  const answers = await Promise.all(['page', 'trail'].map((what) => p.get(`/api/record/${what}/show?noun=personnel.badge&id=${rows[0]!.id}`, administrator)));
  for (const { statusCode, body } of answers) assert.deepEqual([statusCode, body.includes(rows[0]!.number_hash)], [200, false]);
});

test('a secret that was changed past Millrace is found, and neither what it was nor what it is told', async () => {
  const { ownerUrl } = await cluster();
  const owner = new pg.Client({ connectionString: ownerUrl(`secrets_${process.pid}`) });
  await owner.connect();
  const { rows } = await owner.query<{ was: string; id: string }>(
    `update personnel.credential c set password_hash = 'forged-hash' from personnel.credential old where old.site = c.site and old.id = c.id and c.id = (select id from personnel.credential where person = 'operator-2') returning old.password_hash as was, c.id::text`,
  );
  await owner.end();
  const answer = await p.get('/api/record/trail/verify', await p.signedIn('qa-1'));
  const { findings } = answer.json() as { findings: { what: string; where: string; changes?: unknown }[] };
  const found = findings.filter((one) => one.where === `personnel.credential ${rows[0]!.id}` && one.changes !== undefined);
  assert.deepEqual(
    found.map(({ what, changes }) => [what, changes]),
    [['changed outside Millrace', [{ field: 'password_hash', recorded: 'a secret', now: 'another' }]]],
  );
  assert.equal(answer.body.includes('forged-hash') || answer.body.includes(rows[0]!.was), false);
});

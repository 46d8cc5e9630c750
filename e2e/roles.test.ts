import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { door } from '@millrace/http';
import { covers, jsonSchemaOf, newId, routeOf, virtualClock, type AnyCommand, type AnyQuery } from '@millrace/kernel';
import type { Grant } from '@millrace/store';
import { cluster } from '@millrace/testkit';
import pg from 'pg';
import { pino } from 'pino';
import { readSettings } from '../apps/house/src/settings.ts';
import { demoAccounts, seedDemo } from '../apps/server/src/demo.ts';
import { migrateHouse, openHouse, type House } from '../apps/server/src/house.ts';
import { applyPlan, planPlant, readPlant } from '../apps/server/src/model-plan.ts';
import { gatekeeperOf, routeSignIn } from '../apps/server/src/sign-in.ts';
import { sampleOf } from './sample.fixture.ts';

// Every route for every role of the example plant: who is not granted an address is refused, who is granted it is not.

const folder = mkdtempSync(join(tmpdir(), 'millrace-roles-'));
const clock = virtualClock(Temporal.Now.instant());
let house: House;
let app: Awaited<ReturnType<typeof door>>;
const database = `roles_${process.pid}`;

before(async () => {
  const { ownerUrl, appUrl } = await cluster();
  await onAdmin(ownerUrl('postgres'), `create database ${database}`);
  const settings = readSettings({
    MILLRACE_DATA: folder,
    MILLRACE_PLANT: join(import.meta.dirname, '../plants/tablets'),
    DATABASE_URL: appUrl(database),
    DATABASE_OWNER_URL: ownerUrl(database),
  });
  await migrateHouse(settings);
  const log = pino({ level: 'silent' });
  house = await openHouse(settings, 'tablets', 'test', log, clock);
  await applyPlan(house, await planPlant(house, settings.plant, readPlant(settings.plant).model), { kind: 'system', person: 'rule:test' });
  await seedDemo(house);
  const keeper = gatekeeperOf(house.gate, 'tablets', house.policy);
  app = await door({
    ...house,
    gate: keeper,
    version: 'test',
    checks: {},
    more: (fastify) => routeSignIn(fastify, { gate: house.gate, keeper, site: 'tablets', rooms: house.rooms, policy: house.policy, demo: demoAccounts(house) }),
  });
});
after(async () => {
  await app?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
  const { ownerUrl } = await cluster();
  await onAdmin(ownerUrl('postgres'), `drop database if exists ${database} with (force)`);
});

async function onAdmin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

type Headers = Readonly<Record<string, string>>;
const post = (url: string, payload: object, headers: Headers = {}) => app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': newId(), ...headers } });
const get = (url: string, headers: Headers = {}) => app.inject({ method: 'GET', url, headers });
const open = (user: string, password = 'millrace-demo') => post('/api/personnel/session/open', { input: { user, password, station: 'browser' } });
async function signedIn(user: string): Promise<Headers> {
  const answer = await open(user);
  assert.equal(answer.statusCode, 200, `${user}: ${answer.body}`);
  return { cookie: String(answer.headers['set-cookie']).split(';')[0]! };
}

const inputOf = (operation: AnyCommand | AnyQuery) => sampleOf(jsonSchemaOf(operation.input)) as Record<string, unknown>;
const commands = () => [...house.rooms.commands.values()].filter((command) => command.caller !== 'system');
const queries = () => [...house.rooms.queries.values()].filter((query) => query.address.split('.')[0] !== 'historian');
const ask = (query: AnyQuery, headers: Headers) =>
  get(
    `${routeOf(query.address)}?${new URLSearchParams(Object.entries(inputOf(query)).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))}`,
    headers,
  );

test('who is not signed in is refused at every route', async () => {
  const stranger = { authorization: `Bearer ${'x'.repeat(43)}` };
  for (const headers of [{}, stranger, { cookie: 'millrace=nonsense' }]) {
    for (const command of commands()) assert.equal((await post(routeOf(command.address), { input: inputOf(command) }, headers)).statusCode, 401, command.address);
    for (const query of queries()) assert.equal((await ask(query, headers)).statusCode, 401, query.address);
    for (const url of ['/api/session', '/api/live']) assert.equal((await get(url, headers)).statusCode, 401, url);
  }
});

test('what only the house itself does has no route', async () => {
  const headers = await signedIn('administrator-1');
  for (const command of house.rooms.commands.values()) {
    // signing in and out are routes of their own that never carry a secret into an act
    if (command.caller === 'system' && !command.address.startsWith('personnel.session.'))
      assert.equal((await post(routeOf(command.address), { input: {} }, headers)).statusCode, 404, command.address);
  }
});

test('the sample inputs read: the walk below meets rights, not typing errors', () => {
  const unread = [...commands(), ...queries()].filter((one) => !one.input.safeDecode(inputOf(one)).success).map((one) => one.address as string);
  assert.ok(unread.length <= 0.1 * (commands().length + queries().length), `too many do not read: ${unread.join(', ')}`);
});

test('each role may do exactly what the model grants it, at every route', async () => {
  const assigned = new Map<string, string>();
  for (const object of house.policy().model.objects) if (object.kind === 'personnel.role-assignment') assigned.set(String(object.fields.role), String(object.fields.person));
  const [roles, wrong] = [new Set<string>(), [] as string[]];
  let [allowed, refused] = [0, 0];
  for (const account of demoAccounts(house)) {
    const role = [...assigned].find(([, person]) => person === account.user)?.[0];
    if (role === undefined || roles.has(role)) continue;
    roles.add(role);
    const headers = await signedIn(account.user);
    const grants = await house.gate.grantsOf(account.user);
    const mayAt = (address: string, place: string | undefined) =>
      grants.some((grant: Grant) => covers(grant.pattern, address) && (grant.place === null || (place !== undefined && house.policy().isWithin(place, grant.place))));
    for (const command of commands()) {
      const input = inputOf(command);
      const read = command.input.safeDecode(input);
      if (!read.success) continue;
      const answer = await post(routeOf(command.address), { input }, headers);
      const body = answer.json() as { rule?: string; kept?: { rule: string } };
      // its right depends on the place of a record that does not exist here: nobody is let in, and nobody is refused by role
      if (command.about !== undefined && answer.statusCode === 404) continue;
      const isRefused = (body.rule ?? body.kept?.rule ?? '').endsWith('/not-permitted');
      if (isRefused && command.is === 'request' && answer.statusCode !== 403) wrong.push(`${command.address} answers ${answer.statusCode} where it is not permitted`);
      if (isRefused === mayAt(command.address, command.place?.(read.data)))
        wrong.push(`${role} at ${command.address}: ${isRefused ? 'refused though granted' : 'let in though not granted'} (${answer.statusCode})`);
      if (answer.statusCode >= 500) wrong.push(`${role} at ${command.address}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
      if (isRefused) refused++;
      else allowed++;
    }
    for (const query of queries()) {
      if (!query.input.safeDecode(inputOf(query)).success) continue;
      const answer = await ask(query, headers);
      const isGranted = grants.some((grant: Grant) => covers(grant.pattern, query.address));
      if ((answer.statusCode === 403) === isGranted) wrong.push(`${role} at ${query.address}: ${answer.statusCode} though ${isGranted ? '' : 'not '}granted`);
      if (answer.statusCode >= 500) wrong.push(`${role} at ${query.address}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(roles.size >= 12, `only ${roles.size} roles were walked`);
  assert.ok(allowed > 50 && refused > 300, `allowed ${allowed}, refused ${refused}: the walk met hardly anything`);
});

test('a right that is taken away is gone at the next request, in a session that goes on', async () => {
  const headers = await signedIn('warehouse-1');
  const receive = () =>
    post(
      '/api/material/lot/receive',
      { input: { lot: newId(), lotNumber: newId().slice(-8), definition: 'API-7', quantity: { value: '1', unit: 'kg' }, place: 'PK-11' } },
      headers,
    );
  assert.equal((await receive()).statusCode, 200);
  const assignment = house.policy().model.objects.find((object) => object.kind === 'personnel.role-assignment' && object.fields.person === 'warehouse-1')!;
  await house.shell.execute(
    'model.revision.apply',
    {
      revision: newId(),
      plan: 'of-a-test',
      from: '-',
      to: '-',
      summary: { add: 0, change: 0, rename: 0, retire: 1, alike: 0 },
      steps: [{ action: 'retire', kind: assignment.kind, id: assignment.id, before: assignment.fields }],
    },
    { key: newId(), actor: { kind: 'system', person: 'rule:test' }, site: 'tablets' },
  );
  const refused = await receive();
  assert.equal((refused.json() as { kept?: { rule: string } }).kept?.rule, 'material.lot.receive/not-permitted');
  assert.equal((await get('/api/session', headers)).statusCode, 200);
});

test('who signed out is not signed in', async () => {
  const headers = await signedIn('planner-1');
  assert.equal((await get('/api/session', headers)).statusCode, 200);
  await post('/api/personnel/session/close', {}, headers);
  assert.equal((await get('/api/session', headers)).statusCode, 401);
});

test('a session that idles longer than the plant allows is over; one that is used goes on', async () => {
  const [idle, used] = [await signedIn('lab-1'), await signedIn('lean-1')];
  for (let minutes = 0; minutes < 20; minutes += 5) {
    clock.advance(5 * 60 + 1);
    assert.equal((await get('/api/session', used)).statusCode, 200);
  }
  assert.equal((await get('/api/session', idle)).statusCode, 401);
});

test('a session ends at its time, however busy', async () => {
  const headers = await signedIn('lean-1');
  for (let minutes = 0; minutes < 610; minutes += 10) {
    clock.advance(600);
    await get('/api/session', headers);
  }
  assert.equal((await get('/api/session', headers)).statusCode, 401);
});

test('after five wrong tries the account is locked even to its right password, until the time is over', async () => {
  for (let i = 0; i < 5; i++) assert.equal((await open('maintenance-1', 'guess')).statusCode, 401);
  const locked = await open('maintenance-1');
  assert.equal(locked.statusCode, 401);
  assert.match(String((locked.json() as { detail: string }).detail), /locked until/);
  clock.advance(15 * 60 + 1);
  assert.equal((await open('maintenance-1')).statusCode, 200);
});

test('a stranger learns nothing from a refused sign-in', async () => {
  const [unknown, wrongPassword] = [await open('nobody-9'), await open('qa-1', 'guess')];
  assert.deepEqual(unknown.json(), wrongPassword.json());
});

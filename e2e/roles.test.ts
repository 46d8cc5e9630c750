import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { covers, newId, routeOf, type AnyQuery } from '@millrace/kernel';
import type { Grant } from '@millrace/store';
import { demoAccounts } from '../apps/server/src/demo.ts';
import { inputOn, oneOfEach, placesTouched } from './records.fixture.ts';
import { concealedOf, inputOf, openPlant, type Headers, type OpenPlant } from './door.fixture.ts';

// Every route for every role of the example plant: who is not granted an address is refused, who is granted it is not.

let p: OpenPlant;
let { house, clock, post, get, open, signedIn } = {} as OpenPlant;
before(async () => {
  p = await openPlant('roles');
  ({ house, clock, post, get, open, signedIn } = p);
  records = await oneOfEach(p);
});
after(() => p?.close());

let records: ReadonlyMap<string, string> = new Map();
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
    for (const url of ['/api/session', '/api/live', '/metrics']) assert.equal((await get(url, headers)).statusCode, 401, url);
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

// its body is the file itself: packages/testkit/src/mechanisms/files.test.ts sends some
const bodied = new Set(['record.file.add']);

test('the walk meets rights, not typing errors and not records that do not exist: a record of every noun is there', () => {
  const unread = [...commands().map((one) => [one, inputOn(one, records)] as const), ...queries().map((one) => [one, inputOf(one)] as const)].filter(
    ([one, input]) => !one.input.safeDecode(concealedOf(one, input)).success,
  );
  assert.deepEqual(
    unread.map(([one]) => one.address as string),
    [...bodied],
  );
  assert.deepEqual(
    [...house.rooms.nouns.keys()].filter((noun) => !records.has(noun)),
    [],
  );
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
      if (bodied.has(command.address)) continue;
      const input = inputOn(command, records);
      const places = await placesTouched(p, command, concealedOf(command, input));
      const answer = await post(routeOf(command.address), { input, reason: 'a walk' }, headers);
      const body = answer.json() as { rule?: string; kept?: { rule: string } };
      const rule = body.rule ?? body.kept?.rule ?? '';
      const isRefused = rule.endsWith('/not-permitted');
      if (isRefused && command.is === 'request' && answer.statusCode !== 403) wrong.push(`${command.address} answers ${answer.statusCode} where it is not permitted`);
      if (command.about !== undefined && rule.endsWith('/not-found')) wrong.push(`${command.address} met no record: ${answer.body}`);
      // what concerns only the person themselves is theirs wherever their role holds
      const isGranted = command.anywhere ? grants.some((grant: Grant) => covers(grant.pattern, command.address)) : places.every((place) => mayAt(command.address, place));
      if (isRefused === isGranted) wrong.push(`${role} at ${command.address}: ${isRefused ? 'refused though granted' : 'let in though not granted'} (${answer.statusCode})`);
      if (answer.statusCode >= 500) wrong.push(`${role} at ${command.address}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
      if (isRefused) refused++;
      else allowed++;
    }
    const { permissions } = (await get('/api/session', headers)).json() as { permissions: string[] };
    for (const query of queries()) {
      const answer = await ask(query, headers);
      if ((answer.statusCode === 403) === permissions.includes(query.address)) wrong.push(`${role} at ${query.address}: ${answer.statusCode}, and the screens think otherwise`);
      const isGranted = grants.some((grant: Grant) => covers(grant.pattern, query.address) && (query.reach === 'place' || grant.place === null));
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

test('a session that idles longer than the plant allows is over, however much its screen asks by itself; one that is used goes on', async () => {
  const [idle, used] = [await signedIn('lab-1'), await signedIn('lean-1')];
  for (let minutes = 0; minutes < 20; minutes += 5) {
    clock.advance(5 * 60 + 1);
    assert.equal((await post('/api/session/use', {}, used)).statusCode, 204);
    await get('/api/session', idle);
    await get('/api/work/job-order/list', idle);
  }
  assert.equal((await get('/api/session', used)).statusCode, 200);
  assert.equal((await get('/api/session', idle)).statusCode, 401);
});

test('a session ends at its time, however busy', async () => {
  const headers = await signedIn('lean-1');
  for (let minutes = 0; minutes < 610; minutes += 10) {
    clock.advance(600);
    await post('/api/session/use', {}, headers);
  }
  assert.equal((await get('/api/session', headers)).statusCode, 401);
});

test('after five wrong tries the account is locked even to its right password, until the time is over', async () => {
  for (let i = 0; i < 5; i++) assert.equal((await open('maintenance-1', 'guess')).statusCode, 401);
  const locked = await open('maintenance-1');
  assert.equal(locked.statusCode, 401);
  assert.match(String((locked.json() as { detail: string }).detail), /or the account is locked/);
  clock.advance(15 * 60 + 1);
  assert.equal((await open('maintenance-1')).statusCode, 200);
});

test('a stranger learns nothing from a refused sign-in', async () => {
  const [unknown, wrongPassword] = [await open('nobody-9'), await open('qa-1', 'guess')];
  assert.deepEqual(unknown.json(), wrongPassword.json());
});

test('in the demo a station is chosen, and the record says that it was', async () => {
  const account = demoAccounts(house).find((one) => one.user === 'operator-1')!;
  const opened = await post('/api/personnel/session/open', { input: { badge: account.badge, pin: account.pin, station: 'terminal:PK-21' } });
  assert.equal(opened.statusCode, 200, opened.body);
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!;
  assert.equal(((await get('/api/session', { cookie })).json() as { station: string }).station, 'chosen:PK-21');
});

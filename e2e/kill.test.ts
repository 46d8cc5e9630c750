import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  clean,
  dataFolder,
  descendants,
  historianOf,
  insist,
  isAlive,
  onDatabase,
  pause,
  postmasterOf,
  serversOf,
  signIn,
  supervise,
  until,
  type Person,
  type Supervised,
} from './house.fixture.ts';

// One plant, killed in every way a plant can be: what was acknowledged is there, once, and proved.

const data = dataFolder('kill');
let house: Supervised;
let next: Supervised | undefined;
let warehouse: Person;
let operator: Person;
let supervisor: Person;
const url = () => house.urls[0]!;

/** Lots reported until now: id and how the server acknowledged it. */
const acknowledged = new Map<string, string>();
const counted: string[] = [];
let jobOrder: string;

before(async () => {
  house = await supervise(data);
  [warehouse, operator, supervisor] = await Promise.all([signIn(url(), 'warehouse-1'), signIn(url(), 'operator-1'), signIn(url(), 'supervisor-1')]);
  const planner = await signIn(url(), 'planner-1');
  jobOrder = crypto.randomUUID();
  await insist(planner, url, 'work.job-order.create', { jobOrder, place: 'packaging-1', quantity: { value: '5000', unit: '{tbl}' }, plannedStart: new Date().toISOString() });
  await insist(supervisor, url, 'work.job-order.dispatch', { jobOrder });
});
after(() => clean(data, house, next));

/** Four clients report lots and counts until told to stop; each insists until it is acknowledged, as terminals do. */
function load() {
  let isOver = false;
  const clients = Array.from({ length: 4 }, async (_, client) => {
    while (!isOver) {
      const lot = crypto.randomUUID();
      const answer = await insist(warehouse, url, 'material.lot.receive', {
        lot,
        lotNumber: `K-${lot.slice(-12)}`,
        definition: 'API-7',
        quantity: { value: '1', unit: 'kg' },
        place: 'packaging',
      });
      acknowledged.set(lot, String(answer.act));
      if (client === 0) {
        await insist(operator, url, 'work.job-order.count', { jobOrder, good: '1' });
        counted.push(lot);
      }
      await pause(10);
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(clients);
  };
}

async function proveNothingLost(): Promise<void> {
  await onDatabase(data, async (client) => {
    const { rows } = await client.query<{ subject: string; n: number }>(
      `select subject, count(*)::int as n from store.event where type = 'material.lot.received' and subject = any($1) group by subject`,
      [[...acknowledged.keys()]],
    );
    assert.equal(rows.length, acknowledged.size, 'an acknowledged lot is lost');
    assert.deepEqual(
      rows.filter((row) => row.n !== 1),
      [],
      'a lot was received twice',
    );
    const lots = await client.query(`select count(*)::int as n from material.lot where id = any($1)`, [[...acknowledged.keys()]]);
    assert.equal(lots.rows[0].n, acknowledged.size);
    const counts = await client.query(`select count(*)::int as n from store.event where type = 'work.job-order.counted' and subject = $1`, [jobOrder]);
    const kept = await client.query(`select count(*)::int as n from store.kept_report where input->>'jobOrder' = $1`, [jobOrder]);
    assert.equal(counts.rows[0].n + kept.rows[0].n, counted.length, 'a count was lost or doubled');
  });
}

/** Loads the house, does something to it, and gives it time to work on. */
async function under(what: () => void): Promise<number> {
  const before_ = acknowledged.size;
  const stop = load();
  await until('the load runs', 30_000, () => acknowledged.size > before_ + 5);
  what();
  const atKill = acknowledged.size;
  await until('work goes on afterwards', 120_000, () => acknowledged.size > atKill + 8);
  await stop();
  return acknowledged.size - before_;
}

test('a server killed with -9 is started again; nothing acknowledged is lost, nothing is done twice', async () => {
  const [server] = serversOf(house.pid);
  await under(() => void process.kill(server!.pid, 'SIGKILL'));
  assert.notEqual(serversOf(house.pid)[0]!.pid, server!.pid);
  await proveNothingLost();
});

test('the database killed with -9 comes back by itself; nothing acknowledged is lost, nothing is done twice', async () => {
  const postmaster = postmasterOf(data);
  await under(() => void process.kill(postmaster, 'SIGKILL'));
  assert.notEqual(postmasterOf(data), postmaster);
  await proveNothingLost();
});

test('the historian killed with -9 stops nobody, and is started again', async () => {
  const historian = historianOf(house.pid)!;
  await under(() => void process.kill(historian.pid, 'SIGKILL'));
  const again = await until('the historian is back', 60_000, () => historianOf(house.pid));
  assert.notEqual(again.pid, historian.pid);
  await until('the house is ready', 120_000, async () => (await fetch(`${url()}/api/ready`)).status === 200);
  await proveNothingLost();
});

test('a call for help climbs its ladder on time though the server was killed while the clock ran', async () => {
  const call = crypto.randomUUID();
  await insist(operator, url, 'mes.andon.call', { call, place: 'packaging', about: 'maintenance' });
  const timers = (client: { query: (text: string) => Promise<{ rows: { id: string }[] }> }) =>
    client.query(`select id from store.timer where name = 'governance.climb-when-not-accepted'`);
  await until('the ladder has started', 60_000, () => onDatabase(data, async (client) => (await timers(client as never)).rows.length > 0));
  // the ladder of the example plant waits minutes; the test cannot
  await onDatabase(data, (client) => client.query(`update store.timer set due_at = clock_timestamp() + interval '2 s' where name = 'governance.climb-when-not-accepted'`));
  process.kill(serversOf(house.pid)[0]!.pid, 'SIGKILL');
  const climbed = await until('it has climbed', 150_000, () =>
    onDatabase(
      data,
      async (client) => (await client.query<{ n: number }>(`select count(*)::int as n from store.event where type = 'governance.escalation.climbed'`)).rows[0]!.n || undefined,
    ),
  );
  await pause(1500);
  assert.equal(climbed, 1);
});

test('after all of this the trail verifies', async () => {
  await until('the house is ready', 120_000, async () => (await fetch(`${url()}/api/ready`)).status === 200);
  const auditor = await signIn(url(), 'qa-1');
  const { status, body } = await auditor.query('record.trail.verify');
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.findings, []);
  assert.ok(Number(body.acts) > acknowledged.size * 0.5, `only ${String(body.acts)} acts are sealed`);
});

test('a supervisor killed with -9 leaves nothing that stops the next start, and nothing acknowledged is lost', async () => {
  const below = descendants(house.pid);
  house.signal('SIGKILL');
  await house.exited;
  next = await supervise(data);
  console.log(`# start after a kill: ${next.startedInS.toFixed(1)} s`);
  const left = below.filter((one) => isAlive(one.pid) && !descendants(next!.pid).some((mine) => mine.pid === one.pid));
  assert.deepEqual(left, [], 'processes of the killed house still run');
  await proveNothingLost();
});

test('Ctrl-C leaves no process and no lock behind', async () => {
  const below = descendants(next!.pid);
  assert.ok(below.length > 3, 'the house has hardly any processes: this test would prove nothing');
  next!.signal('SIGINT');
  assert.equal(await Promise.race([next!.exited, pause(20_000).then(() => 'still running')]), 0);
  assert.deepEqual(
    below.filter((one) => isAlive(one.pid)),
    [],
  );
  for (const lock of ['supervisor.lock', 'postgres/pg/postmaster.pid']) assert.equal(existsSync(join(data, lock)), false, lock);
});

test('the second start after an orderly stop keeps everything', async () => {
  next = await supervise(data);
  console.log(`# second start: ${next.startedInS.toFixed(1)} s (aim below 5 s on an idle machine)`);
  await proveNothingLost();
});

test('Ctrl-C in a terminal reaches all that belong to it, and still everything stops in its order, within seconds', async () => {
  next!.signal('SIGINT');
  await next!.exited;
  next = await supervise(data, {}, true);
  const below = descendants(next.pid);
  const log = join(data, 'log/server-1.log');
  const before = readFileSync(log, 'utf8').length;
  next.signal('SIGINT');
  assert.equal(await Promise.race([next.exited, pause(8000).then(() => 'still running')]), 0);
  assert.deepEqual(
    below.filter((one) => isAlive(one.pid)),
    [],
  );
  const said = readFileSync(log, 'utf8').slice(before).split('\n');
  assert.deepEqual(
    said.filter((line) => /administrator command|shutting down|sealing failed/.test(line)),
    [],
    'the database went before those who still write to it',
  );
});

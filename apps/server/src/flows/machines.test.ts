import assert from 'node:assert/strict';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { newId, wallClock } from '@millrace/kernel';
import { loadStored, model } from '@millrace/model/module';
import { scada } from '@millrace/scada/module';
import { connect } from '@millrace/store';
import { plant, type Plant } from '@millrace/testkit';
import type { House } from '../house.ts';
import { startMachines, type MachineFlow } from './machines.ts';

/** A machine tool's adapter: it takes connections and says lines. */
class Adapter {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
      socket.on('data', () => socket.write('* PONG 10000\n'));
    });
  }
  listen = () => new Promise<number>((done) => this.#server.listen(0, '127.0.0.1', () => done((this.#server.address() as AddressInfo).port)));
  get listeners() {
    return this.#sockets.size;
  }
  say(...lines: string[]) {
    for (const socket of this.#sockets) socket.write(lines.map((line) => `${line}\n`).join(''));
  }
  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }
}

let p: Plant;
let adapter: Adapter;
let port: number;
let isDatabaseDead = false;
const flows: { flow: MachineFlow; folder: string }[] = [];
const site = 'gearbox';
before(async () => {
  p = await plant([model, scada], { site });
  adapter = new Adapter();
  port = await adapter.listen();
});
afterEach(async () => {
  isDatabaseDead = false;
  for (const { flow } of flows.splice(0)) await flow.stop();
  const left = (await loadStored(p.database, site)).objects.filter((one) => one.kind.startsWith('scada.'));
  if (left.length > 0) await apply(...left.map((one) => step('retire', one.kind, one.id, undefined, one.fields)));
});
after(async () => {
  await adapter?.stop();
  await p?.close();
});

const step = (action: string, kind: string, id: string, after_?: object, was?: object) => ({
  action,
  kind,
  id,
  ...(after_ && { after: after_ }),
  ...(was && { before: was }),
  ...(action === 'change' && { fields: [] }),
});
const apply = (...steps: object[]) =>
  p.act('model.revision.apply', { revision: newId(), plan: newId(), from: '-', to: '-', summary: { add: 0, change: 0, rename: 0, retire: 0, alike: 0 }, steps }, { site });
const connection = (name: string, more: object = {}) => ({
  name,
  connector: 'mtconnect',
  at: 'cell-1',
  runs: 'server',
  startup: 'retry',
  staleAfter: '30 s',
  settings: { host: '127.0.0.1', port, source: name, numbers: ['parts*'], backoff: { firstMs: 20, maxMs: 100, jitter: 0 } },
  ...more,
});
const signal = (on: string, line: string, address: string, means: string, more: object = {}) => ({ name: address, on, connection: line, address, means, ...more });
const lineOf = (unit: string) => [
  step('add', 'scada.connection', `line-${unit}`, connection(`line-${unit}`)),
  step('add', 'scada.state-mapping', `execution-${unit}`, { name: 'e', to: 'state', values: { ACTIVE: 'execute', STOPPED: 'stopped' }, otherwise: 'unknown' }),
  step('add', 'scada.signal', `${unit}.state`, signal(unit, `line-${unit}`, `exec-${unit}`, 'state', { mapping: `execution-${unit}` })),
];
const retire = (unit: string) => apply(step('retire', 'scada.connection', `line-${unit}`, undefined, connection(`line-${unit}`)));

/** A server of this plant: its own connections and its own model in memory, as in a process of its own. */
async function server(name: string, folder = p.folder): Promise<{ flow: MachineFlow; refresh: () => Promise<void>; stop: () => Promise<void> }> {
  const database = connect(p.database.url, 6);
  let policy = { model: await loadStored(database, site), tree: { chain: () => [] } } as unknown as ReturnType<House['policy']>;
  const shell = {
    ...p.shell,
    execute: (...args: Parameters<typeof p.shell.execute>) => (isDatabaseDead ? Promise.reject(new Error('the database does not answer')) : p.shell.execute(...args)),
  };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const house = { site, server: name, settings: { data: folder, mqttUrl: 'mqtt://127.0.0.1:1' }, database, shell, policy: () => policy, clock: wallClock, log } as unknown as House;
  const flow = await startMachines(house, undefined);
  const stop = async () => {
    await flow.stop();
    await database.close();
  };
  flows.push({ flow: { ...flow, stop }, folder });
  return {
    flow,
    refresh: async () => {
      policy = { ...policy, model: await loadStored(database, site) };
    },
    stop,
  };
}

async function until(what: string, isSo: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) if (await isSo()) return;
  assert.fail(`It never came: ${what}`);
}
const stateOf = async (unit: string): Promise<string | undefined> =>
  (await p.owner.query(`select state, now ->> 'state' as now from scada.unit where place = $1`, [unit])).rows.map((row) => `${row.state} ${row.now}`)[0];
const intervalsOf = async (unit: string) =>
  (await p.owner.query(`select packml from scada.interval where place = $1 and state = 'recorded' order by starts_at`, [unit])).rows.map((row) => row.packml as string);
const piecesOf = async (unit: string): Promise<number> => Number((await p.owner.query('select coalesce(sum(total), 0) as n from scada.count where place = $1', [unit])).rows[0].n);
let tick = Date.now() - 60_000;
/** A line with a time of its own, a millisecond after the last. */
const line = (key: string, value: string) => `${new Date((tick += 10)).toISOString()}|${key}|${value}`;
const listening = (n: number) => until(`${n} listen`, () => adapter.listeners === n);

test('a machine that speaks becomes states and intervals; one that is cut off is unknown', async () => {
  await apply(...lineOf('A1'));
  await server('one');
  await listening(1);
  adapter.say(line('exec-A1', 'ACTIVE'), line('exec-A1', 'STOPPED'), line('exec-A1', 'ACTIVE'));
  await until('all is told', async () => (await intervalsOf('A1')).length === 2);
  assert.deepEqual([await intervalsOf('A1'), await stateOf('A1')], [['execute', 'stopped'], 'heard execute']);
});

test('a revision that adds a signal takes effect without a restart, and one that adds or retires a connection starts or ends it', async () => {
  await apply(...lineOf('B1'));
  const one = await server('one');
  await listening(1);
  adapter.say(line('exec-B1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('B1')) === 'heard execute');

  await apply(step('add', 'scada.signal', 'B1.parts', signal('B1', 'line-B1', 'parts-B1', 'total-count')), ...lineOf('B2'));
  await one.refresh();
  await listening(2);
  adapter.say(line('parts-B1', '10'), line('parts-B1', '14'), line('exec-B2', 'ACTIVE'));
  await until('the new unit runs', async () => (await stateOf('B2')) === 'heard execute');
  await until('pieces are counted', async () => (await piecesOf('B1')) === 4, 12_000);
  assert.deepEqual(await intervalsOf('B1'), [], 'the connection that was there went on without a gap');

  await retire('B1');
  await one.refresh();
  await listening(1);
  await until('the retired one is not heard any more', async () => (await stateOf('B1')) === 'stale unknown');
});

test('a changed address begins the connection anew', async () => {
  const wrong = connection('line-C1', { settings: { host: '127.0.0.1', port: 1, source: 'line-C1' } });
  await apply(...lineOf('C1').map((each) => (each.kind === 'scada.connection' ? { ...each, after: wrong } : each)));
  const one = await server('one');
  await apply(step('change', 'scada.connection', 'line-C1', connection('line-C1'), wrong));
  await one.refresh();
  await listening(1);
  adapter.say(line('exec-C1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('C1')) === 'heard execute');
});

test('while the database is away words wait on disk, and all arrive later in order, each once', async () => {
  await apply(...lineOf('D1'));
  await server('one');
  await listening(1);
  adapter.say(line('exec-D1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('D1')) === 'heard execute');
  isDatabaseDead = true;
  for (let i = 0; i < 20; i++) adapter.say(line('exec-D1', i % 2 === 0 ? 'STOPPED' : 'ACTIVE'));
  await new Promise((done) => setTimeout(done, 600));
  assert.deepEqual(await intervalsOf('D1'), []);
  isDatabaseDead = false;
  await until('all arrived', async () => (await intervalsOf('D1')).length === 20, 15_000);
  assert.deepEqual(
    await intervalsOf('D1'),
    Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'execute' : 'stopped')),
  );
});

test('words that a server had on disk when it ended are told by the next, each once', async () => {
  await apply(...lineOf('E1'));
  const one = await server('one');
  await listening(1);
  adapter.say(line('exec-E1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('E1')) === 'heard execute');
  isDatabaseDead = true;
  adapter.say(line('exec-E1', 'STOPPED'), line('exec-E1', 'ACTIVE'));
  await new Promise((done) => setTimeout(done, 300));
  flows.length = 0;
  await one.stop();
  isDatabaseDead = false;
  await server('two');
  await until('both were told', async () => (await intervalsOf('E1')).length >= 2);
  assert.deepEqual((await intervalsOf('E1')).slice(0, 2), ['execute', 'stopped']);
});

test('one of two servers listens; when it ends the other takes over within seconds', async () => {
  await apply(...lineOf('F1'));
  const one = await server('one');
  await listening(1);
  const two = await server('two');
  await new Promise((done) => setTimeout(done, 300));
  assert.deepEqual(
    [one, two].map(({ flow }) => flow.status().find((each) => each.connection === 'line-F1')?.isHeld),
    [true, false],
  );
  assert.equal(adapter.listeners, 1);
  flows.splice(0, 1);
  await one.stop();
  await until('the other listens', () => two.flow.status().find((each) => each.connection === 'line-F1')?.isHeld === true);
  await listening(1);
  adapter.say(line('exec-F1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('F1')) === 'heard execute');
});

test('a lease whose database connection breaks goes on listening, and gets its lease again', async () => {
  await apply(...lineOf('G1'));
  const one = await server('one');
  await listening(1);
  adapter.say(line('exec-G1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('G1')) === 'heard execute');
  const holders = () =>
    p.owner
      .query<{ pid: number }>(`select l.pid from pg_locks l where l.locktype = 'advisory' and l.granted and l.classid = hashtext($1)::oid and l.objid = 7340003`, [
        `flow:${site}:line-G1`,
      ])
      .then(({ rows }) => rows.map((row) => row.pid));
  const [pid] = await holders();
  await p.owner.query('select pg_terminate_backend($1)', [pid]);
  await until('it has the lease again', async () => (await holders()).some((each) => each !== pid));
  assert.equal(adapter.listeners, 1);
  assert.equal(one.flow.status().find((each) => each.connection === 'line-G1')?.isHeld, true);
  adapter.say(line('exec-G1', 'STOPPED'));
  await until('it is heard still', async () => (await stateOf('G1')) === 'heard stopped');
  assert.deepEqual(await intervalsOf('G1'), ['execute']);
});

test('time in which no server listened is unknown, and not as before', async () => {
  await apply(...lineOf('H1'));
  const one = await server('one');
  await listening(1);
  adapter.say(line('exec-H1', 'ACTIVE'));
  await until('it runs', async () => (await stateOf('H1')) === 'heard execute');
  flows.length = 0;
  // as a killed server leaves it: nobody could say that it ended, and a minute ago somebody listened last
  isDatabaseDead = true;
  await one.stop();
  const folder = join(p.folder, 'spool/line-H1');
  rmSync(join(folder, 'told'), { recursive: true });
  writeFileSync(join(folder, 'heard'), '');
  const then = new Date(Date.now() - 60_000);
  utimesSync(join(folder, 'heard'), then, then);
  isDatabaseDead = false;
  await adapter.stop();
  await server('two');
  await until('it is unknown', async () => (await stateOf('H1')) === 'stale unknown');
  adapter = new Adapter();
  port = await adapter.listen();
});

test('how a connection fares is kept where every server sees it, and so is what nobody can read', async () => {
  await apply(...lineOf('K1'), step('add', 'scada.signal', 'K1.parts', signal('K1', 'line-K1', 'parts-K1', 'total-count')));
  await server('one');
  await listening(1);
  adapter.say(line('exec-K1', 'DANCING'), line('parts-K1', 'many'));
  await until(
    'it is told',
    async () => ((await p.owner.query(`select odd from scada.connection where connection = 'line-K1' and state = 'connected'`)).rows[0]?.odd ?? []).length === 1,
  );
  const { rows } = await p.owner.query(`select server, odd from scada.connection where connection = 'line-K1'`);
  assert.equal(rows[0].server, 'one');
  assert.match(rows[0].odd[0].sentence, /"DANCING" is no state/);
});

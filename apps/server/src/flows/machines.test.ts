import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Historian } from '@millrace/historian';
import { Adapter, Cell, line, signal, step, until } from './machines.fixture.ts';

const cell = new Cell();

test('a machine that speaks becomes states and intervals; one that is cut off is unknown', async () => {
  await cell.apply(...cell.lineOf('A1'));
  await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-A1', 'ACTIVE'), line('exec-A1', 'STOPPED'), line('exec-A1', 'ACTIVE'));
  await until('all is told', async () => (await cell.intervalsOf('A1')).length === 2);
  assert.deepEqual([await cell.intervalsOf('A1'), await cell.stateOf('A1')], [['execute', 'stopped'], 'heard execute']);
});

test('a revision that adds a signal takes effect without a restart, and one that adds or retires a connection starts or ends it', async () => {
  await cell.apply(...cell.lineOf('B1'));
  const one = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-B1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('B1')) === 'heard execute');

  await cell.apply(step('add', 'scada.signal', 'B1.parts', signal('B1', 'line-B1', 'parts-B1', 'total-count')), ...cell.lineOf('B2'));
  await one.refresh();
  await cell.listening(2);
  cell.adapter.say(line('parts-B1', '10'), line('parts-B1', '14'), line('exec-B2', 'ACTIVE'));
  await until('the new unit runs', async () => (await cell.stateOf('B2')) === 'heard execute');
  await until('pieces are counted', async () => (await cell.piecesOf('B1')) === 4, 12_000);
  assert.deepEqual(await cell.intervalsOf('B1'), [], 'the connection that was there went on without a gap');

  await cell.retire('B1');
  await one.refresh();
  await cell.listening(1);
  await until('the retired one is not heard any more', async () => (await cell.stateOf('B1')) === 'stale unknown');
});

test('a changed address begins the connection anew', async () => {
  const wrong = cell.connection('line-C1', { settings: { host: '127.0.0.1', port: 1, source: 'line-C1' } });
  await cell.apply(...cell.lineOf('C1').map((each) => (each.kind === 'scada.connection' ? { ...each, after: wrong } : each)));
  const one = await cell.server('one');
  await cell.apply(step('change', 'scada.connection', 'line-C1', cell.connection('line-C1'), wrong));
  await one.refresh();
  await cell.listening(1);
  cell.adapter.say(line('exec-C1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('C1')) === 'heard execute');
});

test('while the database is away words wait on disk, and all arrive later in order, each once', async () => {
  await cell.apply(...cell.lineOf('D1'));
  await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-D1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('D1')) === 'heard execute');
  cell.isDatabaseDead = true;
  for (let i = 0; i < 20; i++) cell.adapter.say(line('exec-D1', i % 2 === 0 ? 'STOPPED' : 'ACTIVE'));
  await new Promise((done) => setTimeout(done, 600));
  assert.deepEqual(await cell.intervalsOf('D1'), []);
  cell.isDatabaseDead = false;
  await until('all arrived', async () => (await cell.intervalsOf('D1')).length === 20, 15_000);
  assert.deepEqual(
    await cell.intervalsOf('D1'),
    Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'execute' : 'stopped')),
  );
});

test('words that a server had on disk when it ended are told by the next, each once', async () => {
  await cell.apply(...cell.lineOf('E1'));
  const one = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-E1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('E1')) === 'heard execute');
  cell.isDatabaseDead = true;
  cell.adapter.say(line('exec-E1', 'STOPPED'), line('exec-E1', 'ACTIVE'));
  await new Promise((done) => setTimeout(done, 300));
  cell.flows.length = 0;
  await one.stop();
  cell.isDatabaseDead = false;
  await cell.server('two');
  await until('both were told', async () => (await cell.intervalsOf('E1')).length >= 2);
  assert.deepEqual((await cell.intervalsOf('E1')).slice(0, 2), ['execute', 'stopped']);
});

test('one of two servers listens; when it ends the other takes over within seconds', async () => {
  await cell.apply(...cell.lineOf('F1'));
  const one = await cell.server('one');
  await cell.listening(1);
  const two = await cell.server('two');
  await new Promise((done) => setTimeout(done, 300));
  assert.deepEqual(
    [one, two].map(({ flow }) => flow.status().find((each) => each.connection === 'line-F1')?.isHeld),
    [true, false],
  );
  assert.equal(cell.adapter.listeners, 1);
  cell.flows.splice(0, 1);
  await one.stop();
  await until('the other listens', () => two.flow.status().find((each) => each.connection === 'line-F1')?.isHeld === true);
  await cell.listening(1);
  cell.adapter.say(line('exec-F1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('F1')) === 'heard execute');
});

test('a lease whose database connection breaks goes on listening, and gets its lease again', async () => {
  await cell.apply(...cell.lineOf('G1'));
  const one = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-G1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('G1')) === 'heard execute');
  const holders = () =>
    cell.p.owner
      .query<{ pid: number }>(`select l.pid from pg_locks l where l.locktype = 'advisory' and l.granted and l.classid = hashtext($1)::oid and l.objid = 7340003`, [
        `flow:gearbox:line-G1`,
      ])
      .then(({ rows }) => rows.map((row) => row.pid));
  const [pid] = await holders();
  await cell.p.owner.query('select pg_terminate_backend($1)', [pid]);
  await until('it has the lease again', async () => (await holders()).some((each) => each !== pid));
  assert.equal(cell.adapter.listeners, 1);
  assert.equal(one.flow.status().find((each) => each.connection === 'line-G1')?.isHeld, true);
  cell.adapter.say(line('exec-G1', 'STOPPED'));
  await until('it is heard still', async () => (await cell.stateOf('G1')) === 'heard stopped');
  assert.deepEqual(await cell.intervalsOf('G1'), ['execute']);
});

test('time in which no server listened is unknown, and not as before', async () => {
  await cell.apply(...cell.lineOf('H1'));
  const one = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-H1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('H1')) === 'heard execute');
  cell.flows.length = 0;
  // as a killed server leaves it: nobody could say that it ended, and a minute ago somebody listened last
  cell.isDatabaseDead = true;
  await one.stop();
  const folder = join(cell.p.folder, 'spool/line-H1');
  rmSync(join(folder, 'told'), { recursive: true });
  writeFileSync(join(folder, 'heard'), '');
  const then = new Date(Date.now() - 60_000);
  utimesSync(join(folder, 'heard'), then, then);
  cell.isDatabaseDead = false;
  await cell.adapter.stop();
  await cell.server('two');
  await until('it is unknown', async () => (await cell.stateOf('H1')) === 'stale unknown');
  cell.adapter = new Adapter();
  cell.port = await cell.adapter.listen();
});

test('how a connection fares is kept where every server sees it, and so is what nobody can read', async () => {
  await cell.apply(...cell.lineOf('K1'), step('add', 'scada.signal', 'K1.parts', signal('K1', 'line-K1', 'parts-K1', 'total-count')));
  await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-K1', 'DANCING'), line('parts-K1', 'many'));
  await until(
    'it is told',
    async () => ((await cell.p.owner.query(`select odd from scada.connection where connection = 'line-K1' and state = 'connected'`)).rows[0]?.odd ?? []).length === 1,
  );
  const { rows } = await cell.p.owner.query(`select server, odd from scada.connection where connection = 'line-K1'`);
  assert.equal(rows[0].server, 'one');
  assert.match(rows[0].odd[0].sentence, /"DANCING" is no state/);
});

test('a machine that is not heard again after a short pause is unknown, and not as before', async () => {
  await cell.apply(...cell.lineOf('L1', { staleAfter: '2 s' }));
  const one = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-L1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('L1')) === 'heard execute');
  // as a killed server leaves it, and the adapter takes the next one but has no word for it
  cell.isDatabaseDead = true;
  cell.flows.length = 0;
  await one.stop();
  rmSync(join(cell.p.folder, 'spool/line-L1/told'), { recursive: true });
  cell.isDatabaseDead = false;
  await cell.server('two');
  await cell.listening(1);
  await until('it is unknown', async () => (await cell.stateOf('L1')) === 'stale unknown', 15_000);
});

test('a server on another machine knows from the record since when nobody listened', async () => {
  await cell.apply(...cell.lineOf('M1'));
  const one = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-M1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('M1')) === 'heard execute');
  cell.isDatabaseDead = true;
  cell.flows.length = 0;
  await one.stop();
  cell.isDatabaseDead = false;
  await until('it is kept that it listened', async () => (await cell.p.owner.query(`select 1 from scada.connection where connection = 'line-M1'`)).rowCount === 1);
  await cell.p.owner.query(`update scada.connection set state = 'connected', seen_at = now() - interval '2 min' where connection = 'line-M1'`);
  await cell.adapter.stop();
  await cell.server('two', join(cell.p.folder, 'elsewhere'));
  await until('it is unknown', async () => (await cell.stateOf('M1')) === 'stale unknown');
  cell.adapter = new Adapter();
  cell.port = await cell.adapter.listen();
});

test('a disk that cannot be written holds words back and costs nobody the server', async () => {
  await cell.apply(...cell.lineOf('N1'));
  const { flow } = await cell.server('one');
  await cell.listening(1);
  cell.adapter.say(line('exec-N1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('N1')) === 'heard execute');
  const folder = join(cell.p.folder, 'spool/line-N1');
  renameSync(folder, `${folder}.away`);
  writeFileSync(folder, 'a file where a folder was');
  // longer than a beat, at which the mark is written
  await new Promise((done) => setTimeout(done, 6_000));
  assert.equal(flow.status()[0]?.wire?.state, 'connected');
  rmSync(folder);
  renameSync(`${folder}.away`, folder);
});

const told = async (connection: string) =>
  (await cell.p.owner.query(`select state, last_error ->> 'message' as why from scada.connection where connection = $1`, [connection])).rows.map(
    (row) => `${row.state}: ${row.why}`,
  )[0];

test('a line that cannot be opened says why where people look, and is opened when its cause is mended', async () => {
  mkdirSync(join(cell.p.folder, 'spool/line-O1/told'), { recursive: true });
  // no word could be kept there, as on a full disk
  mkdirSync(join(cell.p.folder, 'spool/line-O1/told/cursor'));
  await cell.apply(...cell.lineOf('O1'), step('add', 'scada.connection', 'line-O2', cell.connection('line-O2', { connector: 'profibus' })));
  await cell.server('one');
  await until(
    'both are told',
    async () => (await told('line-O1'))?.startsWith('waiting: EISDIR') === true && (await told('line-O2'))?.startsWith('waiting: No connector is named profibus') === true,
  );
  rmSync(join(cell.p.folder, 'spool/line-O1/told/cursor'), { recursive: true });
  await cell.listening(1);
  cell.adapter.say(line('exec-O1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('O1')) === 'heard execute');
  await until('it is told', async () => (await told('line-O1')) === 'connected: null');
});

test('a historian that takes what it is given and never answers keeps nobody from hearing the machines', async () => {
  const hung = { migrate: () => new Promise(() => undefined), insertBytes: () => new Promise(() => undefined) } as unknown as Historian;
  await cell.apply(...cell.lineOf('P1'));
  await cell.server('one', cell.p.folder, hung);
  await cell.listening(1);
  cell.adapter.say(line('exec-P1', 'ACTIVE'));
  await until('it runs', async () => (await cell.stateOf('P1')) === 'heard execute');
});

test('the tables of a historian that was away at the start are made when it is back', async () => {
  const done: string[] = [];
  let isAway = true;
  const historian = {
    migrate: async () => {
      if (isAway) throw new Error('connect ECONNREFUSED');
      done.push('tables');
    },
    insertBytes: async () => void done.push('samples'),
  } as unknown as Historian;
  await cell.apply(...cell.lineOf('Q1'));
  const { flow } = await cell.server('one', cell.p.folder, historian);
  await cell.listening(1);
  cell.adapter.say(line('exec-Q1', 'ACTIVE'));
  await until('samples wait', () => flow.status()[0]?.waiting?.samples?.lastError === 'connect ECONNREFUSED');
  isAway = false;
  await until('samples have arrived', () => done.includes('samples'));
  assert.deepEqual(done, ['tables', 'samples']);
});

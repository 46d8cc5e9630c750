import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { model } from '@millrace/model/module';
import { replayAndCompare } from '@millrace/store';
import { plant, type Plant } from '@millrace/testkit';
import fc from 'fast-check';
import { scada } from '../module.ts';

let p: Plant;
before(async () => {
  p = await plant([model, scada]);
});
after(() => p?.close());

const system = { kind: 'system', person: 'flow:test' } as const;
const say = (place: string, state: string, at: string, more: object = {}) => p.act('scada.unit.report', { place, interval: newId(), state, at, ...more }, { actor: system });
const intervals = async (place: string) =>
  (
    await p.owner.query(`select packml, mode, starts_at::text as s, ends_at::text as e, job_order from scada.interval where place = $1 and state = 'recorded' order by starts_at`, [
      place,
    ])
  ).rows as { packml: string; s: string; e: string; job_order: string | null }[];

test('a stretch becomes an interval when the machine says another state', async () => {
  await say('U1', 'execute', '2026-11-22T06:00:00Z');
  await say('U1', 'execute', '2026-11-22T06:05:00Z');
  await say('U1', 'held', '2026-11-22T06:10:00Z');
  assert.deepEqual(
    (await intervals('U1')).map((row) => [row.packml, row.s.slice(11, 19), row.e.slice(11, 19)]),
    [['execute', '06:00:00', '06:10:00']],
  );
});

test('a late report is kept and cuts the interval where it belongs', async () => {
  await say('U2', 'execute', '2026-11-22T06:00:00Z');
  await say('U2', 'idle', '2026-11-22T07:00:00Z');
  await say('U2', 'aborted', '2026-11-22T06:30:00Z');
  await p.engine.settle();
  assert.deepEqual(
    (await intervals('U2')).map((row) => [row.packml, row.s.slice(11, 16), row.e.slice(11, 16)]),
    [
      ['execute', '06:00', '06:30'],
      ['aborted', '06:30', '07:00'],
    ],
  );
});

test('a late report inside a stretch that began days earlier is inserted, and so is one from before all', async () => {
  await say('U5', 'execute', '2026-11-02T06:00:00Z');
  await say('U5', 'idle', '2026-11-20T07:00:00Z');
  await say('U5', 'aborted', '2026-11-19T06:30:00Z');
  await say('U5', 'held', '2026-11-01T06:00:00Z');
  await p.engine.settle();
  assert.deepEqual(
    (await intervals('U5')).map((row) => [row.packml, row.s.slice(8, 16), row.e.slice(8, 16)]),
    [
      ['held', '01 06:00', '02 06:00'],
      ['execute', '02 06:00', '19 06:30'],
      ['aborted', '19 06:30', '20 07:00'],
    ],
  );
});

test('what the machine says of a stop stands until a person says it, and both are kept', async () => {
  await say('U6', 'execute', '2026-11-22T06:00:00Z');
  await say('U6', 'held', '2026-11-22T06:10:00Z');
  await p.act('scada.unit.report', { place: 'U6', interval: newId(), says: 'E17', reason: 'feeder-jam', at: '2026-11-22T06:10:01Z' }, { actor: system });
  await p.act('scada.unit.report', { place: 'U6', interval: newId(), says: 'E99', reason: 'guard-open', at: '2026-11-22T06:10:09Z' }, { actor: system });
  await say('U6', 'execute', '2026-11-22T06:15:00Z');
  const why = async () => (await p.owner.query(`select reason, told ->> 'says' as says, explained_by from scada.interval_in_force where place = 'U6' and packml = 'held'`)).rows[0];
  assert.deepEqual(await why(), { reason: 'feeder-jam', says: 'E17', explained_by: null });
});

test('a machine that is no longer heard is unknown from that moment', async () => {
  await say('U3', 'execute', '2026-11-22T06:00:00Z');
  await p.act('scada.unit.lose', { place: 'U3', interval: newId(), at: '2026-11-22T06:20:00Z' }, { actor: system });
  await say('U3', 'execute', '2026-11-22T06:30:00Z');
  assert.deepEqual(
    (await intervals('U3')).map((row) => [row.packml, row.e.slice(11, 16)]),
    [
      ['execute', '06:20'],
      ['unknown', '06:30'],
    ],
  );
});

test('a job cuts the stretch, so that every interval has one job or none', async () => {
  await say('U4', 'execute', '2026-11-22T06:00:00Z');
  await p.act('scada.unit.set-job', { place: 'U4', interval: newId(), jobOrder: 'J1', at: '2026-11-22T06:10:00Z' }, { actor: system });
  await say('U4', 'stopped', '2026-11-22T06:20:00Z');
  assert.deepEqual(
    (await intervals('U4')).map((row) => row.job_order),
    [null, 'J1'],
  );
});

test('intervals of a unit never overlap and leave no gap, in whatever order reports come', async () => {
  const states = ['execute', 'held', 'idle', 'stopped'] as const;
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ minute: fc.integer({ min: 0, max: 300 }), state: fc.constantFrom(...states) }), { minLength: 2, maxLength: 14 }), async (reports) => {
      const place = `P${++run}`;
      for (const one of reports) await say(place, one.state, Temporal.Instant.from('2026-11-21T20:00:00Z').add({ minutes: one.minute }).toString());
      await p.engine.settle();
      const rows = await intervals(place);
      return rows.every((row, i) => i === 0 || row.s === rows[i - 1]!.e);
    }),
    { numRuns: 12 },
  );
});

test('rows are what the events say', async () => {
  for (const noun of p.rooms.nouns.values()) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});

test('a machine that changes between states of standing has stood since the first', async () => {
  await say('U9', 'execute', '2026-11-22T08:00:00Z');
  await say('U9', 'stopped', '2026-11-22T08:10:00Z', { callAfterS: 300, ladder: 'packaging-stop' });
  await say('U9', 'held', '2026-11-22T08:13:00Z', { callAfterS: 300, ladder: 'packaging-stop' });
  await p.act('scada.unit.set-job', { place: 'U9', interval: newId(), jobOrder: 'J9', at: '2026-11-22T08:14:00Z' }, { actor: system });
  const { rows } = await p.owner.query(`select now from scada.unit where place = 'U9'`);
  assert.equal(rows[0].now.standsSince, '2026-11-22T08:10:00Z');
  assert.equal(rows[0].now.callAfterS, 300);
  await say('U9', 'execute', '2026-11-22T08:20:00Z');
  assert.equal((await p.owner.query(`select now from scada.unit where place = 'U9'`)).rows[0].now.standsSince, undefined);
});

test('a state that began before the machine was lost, and holds at its birth, is its state now; what lay between stays unknown', async () => {
  await say('U14', 'idle', '2026-11-22T05:00:00Z');
  await p.act('scada.unit.lose', { place: 'U14', interval: newId(), at: '2026-11-22T06:20:00Z' }, { actor: system });
  await say('U14', 'idle', '2026-11-22T05:00:00Z', { heldAt: '2026-11-22T06:30:00Z' });
  const { rows } = await p.owner.query(`select state, now ->> 'state' as packml, now ->> 'since' as since from scada.unit where place = 'U14'`);
  assert.deepEqual(rows, [{ state: 'heard', packml: 'idle', since: '2026-11-22T06:30:00Z' }]);
  assert.deepEqual(
    (await intervals('U14')).map((row) => [row.packml, row.e.slice(11, 16)]),
    [
      ['idle', '06:20'],
      ['unknown', '06:30'],
    ],
  );
});

test('what a birth says began while nobody heard the machine is known since that birth, and not before', async () => {
  await say('U17', 'execute', '2026-11-22T05:00:00Z');
  await p.act('scada.unit.lose', { place: 'U17', interval: newId(), at: '2026-11-22T06:20:00Z' }, { actor: system });
  await say('U17', 'execute', '2026-11-22T06:21:00Z', { heldAt: '2026-11-22T06:40:00Z' });
  assert.deepEqual(
    (await intervals('U17')).map((row) => [row.packml, row.e.slice(11, 16)]),
    [
      ['execute', '06:20'],
      ['unknown', '06:40'],
    ],
  );
});

test('a birth that tells nothing new ends no stretch', async () => {
  await say('U15', 'execute', '2026-11-22T05:00:00Z');
  await say('U15', 'execute', '2026-11-22T04:00:00Z', { heldAt: '2026-11-22T06:30:00Z' });
  assert.deepEqual(await intervals('U15'), []);
});

test('words within one microsecond are of one moment: the last stands, and no stretch has no length', async () => {
  await say('U16', 'execute', '2026-11-22T08:00:00.1234561Z');
  await say('U16', 'held', '2026-11-22T08:00:00.1234567Z');
  await say('U16', 'idle', '2026-11-22T08:00:00.123457Z');
  assert.deepEqual(
    (await intervals('U16')).map((row) => row.packml),
    ['held'],
  );
});

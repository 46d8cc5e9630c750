import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventsAfter, eventsBetween, type Database } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { crib } from './workshop.fixture.ts';

// A log of some length, and readers who are a little behind.

const acts = 3000;
const silent = 60;

let p: Plant;
before(async () => {
  p = await plant([crib]);
  await p.owner.query(
    `with one as (select n, gen_random_uuid() as act, gen_random_uuid() as event, timestamptz '2026-11-22T06:00:00Z' + make_interval(secs => n) as at from generate_series(1, ${acts}) as n),
      acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input) select 'test', act, at, at, 'virtual', 'crib.tool.count', 'ana', 'quality', '{}' from one),
      happened as (insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data)
        select 'test', event, act, 0, at, 'crib.tool.counted', 1, 'crib.tool', event, 1, '{"count":1}' from one)
      insert into store.sequenced (site, ordinal, act, recorded_at, first_position, events) select 'test', n, act, at, n, 1 from one`,
  );
});
after(() => p?.close());

/** Rows of acts and events that the database took into its hand for a question, by a plan made once for every position. */
async function touchedBy(ask: (database: Database) => Promise<unknown>): Promise<number> {
  const client = await p.database.pool.connect();
  const touched = async () =>
    Number((await client.query(`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_user_tables where relname ~ '^(act|event)_p|^sequenced$'`)).rows[0].n);
  try {
    await client.query('begin');
    await client.query('set local plan_cache_mode = force_generic_plan');
    const earlier = await touched();
    await ask({ ...p.database, pool: client as unknown as Database['pool'] });
    return (await touched()) - earlier;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('what a reader is behind decides what the next page costs, not how long the log is', async () => {
  const read = await touchedBy(async (database) => assert.equal((await eventsAfter(database, 'test', acts - 20, 500)).length, 20));
  assert.ok(read <= 20 * 3 + 5, `${read} rows were read for 20 events`);
  const page = await touchedBy(async (database) => assert.equal((await eventsAfter(database, 'test', 0, 100)).length, 100));
  assert.ok(page <= 100 * 3 + 5, `${page} rows were read for 100 events`);
  const between = await touchedBy(async (database) => assert.equal((await eventsBetween(database, 'test', ['crib.tool'], 1000, 1100)).length, 100));
  assert.ok(between <= 100 * 2 + 5, `${between} rows were read for 100 events`);
});

test('a reader comes past many acts that made nothing true, and goes on in the middle of an act', async () => {
  await p.owner.query(
    `insert into store.sequenced (site, ordinal, act, recorded_at, first_position, events)
      select 'test', ${acts} + n, gen_random_uuid(), timestamptz '2026-11-22T08:00:00Z', ${acts} + 1, 0 from generate_series(1, ${silent}) as n`,
  );
  await p.owner.query(
    `with one as (select gen_random_uuid() as act, timestamptz '2026-11-22T08:00:01Z' as at),
      acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input) select 'test', act, at, at, 'virtual', 'crib.tool.count', 'ana', 'quality', '{}' from one),
      happened as (insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data)
        select 'test', gen_random_uuid(), act, part, at, 'crib.tool.counted', 1, 'crib.tool', act, part + 1, '{"count":1}' from one, generate_series(0, 2) as part)
      insert into store.sequenced (site, ordinal, act, recorded_at, first_position, events) select 'test', ${acts + silent + 1}, act, at, ${acts + 1}, 3 from one`,
  );
  const positions = async (after_: number, limit: number) => (await eventsAfter(p.database, 'test', after_, limit)).map((event) => event.position);
  assert.deepEqual(await positions(acts, 10), [acts + 1, acts + 2, acts + 3]);
  assert.deepEqual(await positions(acts - 1, 2), [acts, acts + 1]);
  assert.deepEqual(await positions(acts + 1, 1), [acts + 2]);
  assert.deepEqual(await positions(acts + 2, 10), [acts + 3]);
  assert.deepEqual(await positions(acts + 3, 10), []);
  const between = async (from: number, upTo: number, noun = 'crib.tool') => (await eventsBetween(p.database, 'test', [noun], from, upTo)).map((event) => event.position);
  assert.deepEqual(await between(acts - 1, acts + 2), [acts, acts + 1, acts + 2]);
  assert.deepEqual(await between(acts + 2, acts + 9), [acts + 3]);
  assert.deepEqual(await between(acts - 1, acts + 2, 'crib.drawer'), []);
});

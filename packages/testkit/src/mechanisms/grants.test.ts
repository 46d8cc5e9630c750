import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { plant, type Plant } from '../index.ts';
import { bought, crib, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, { signature: { meaning: 'I lend this tool', secret: 'right' } });
  await p.seal();
});
after(() => p?.close());

const denied = { code: '42501' };
const histories = [
  'store.act',
  'store.event',
  'store.revision',
  'store.sequenced',
  'store.remark',
  'store.kept_report',
  'store.task',
  'record.audit',
  'record.signature',
  'record.seal',
];

test('the application works with a database user of its own, who owns nothing', async () => {
  const { rows } = await p.database.pool.query(
    `select current_user as name, (select count(*)::int from pg_class where relowner = current_user::regrole) as owned, (select rolsuper from pg_roles where rolname = current_user) as super`,
  );
  assert.deepEqual(rows[0], { name: 'millrace_app', owned: 0, super: false });
});

for (const table of histories)
  test(`the application can neither change, delete nor empty ${table}`, async () => {
    await assert.rejects(p.database.pool.query(`update ${table} set site = site`), denied);
    await assert.rejects(p.database.pool.query(`delete from ${table}`), denied);
    await assert.rejects(p.database.pool.query(`truncate ${table}`), denied);
  });

test('the application gives no position itself, turns no head back and takes no act out of the outbox', async () => {
  for (const statement of [
    'update store.head set position = 0',
    `insert into store.head (site) values ('other')`,
    'delete from store.head',
    'truncate store.head',
    `insert into store.sequenced (site, ordinal, act, recorded_at, first_position, events) values ('test', 9999, gen_random_uuid(), now(), 9999, 1)`,
    'update store.unsequenced set act = gen_random_uuid()',
    'delete from store.unsequenced',
    'truncate store.unsequenced',
    'create or replace function store.stamp(text, integer) returns table (act uuid, first_position bigint, recorded_at timestamptz) language sql as $$ select null::uuid, 0::bigint, now() $$',
  ])
    await assert.rejects(p.database.pool.query(statement), denied, statement);
  const before = (await p.owner.query('select position from store.head')).rows[0].position;
  await bought(p);
  await p.engine.settle();
  assert.ok((await p.owner.query('select position from store.head')).rows[0].position > before);
});

test('no month of history lies open beside its table', async () => {
  const { rows } = await p.owner.query<{ month: string }>(
    `select format('%I.%I', n.nspname, c.relname) as month from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'`,
  );
  assert.ok(rows.length >= 9, `only ${rows.length} partitions`);
  for (const { month } of rows) {
    await assert.rejects(p.database.pool.query(`update ${month} set site = site`), denied, month);
    await assert.rejects(p.database.pool.query(`delete from ${month}`), denied, month);
  }
});

test('the application writes no audit row of its own making, neither into the table nor into a month of it', async () => {
  const { rows } = await p.owner.query<{ t: string }>(
    `select 'record.audit' as t union all select format('%I.%I', n.nspname, c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace where i.inhparent = 'record.audit'::regclass`,
  );
  for (const { t } of rows)
    await assert.rejects(
      p.database.pool.query(
        `insert into ${t} (site, seq, recorded_at, act, table_name, row_id, op, by_person, role, database_user) values ('test', 9999, '2026-11-22T06:00:00Z', gen_random_uuid(), 'crib.tool', 'x', 'insert', 'ana', 'quality', 'x')`,
      ),
      denied,
      t,
    );
});

test('the application cannot take a table out of the audit', async () => {
  await assert.rejects(p.database.pool.query('delete from record.audited'), denied);
  await assert.rejects(p.database.pool.query('drop trigger audit on crib.tool'), denied);
  await assert.rejects(p.database.pool.query('alter table crib.tool disable trigger audit'), denied);
  await assert.rejects(p.database.pool.query('set session_replication_role = replica'), denied);
  await assert.rejects(p.database.pool.query('create or replace function record.take_audit() returns trigger language plpgsql as $$ begin return null; end $$'), denied);
});

test('the application cannot rewrite the history of migrations', async () => {
  await assert.rejects(p.database.pool.query('delete from store.migration'), denied);
});

test('a change by the application past the shell is still taken by the audit, as one outside Millrace', async () => {
  await p.database.pool.query('update crib.tool set count = 77');
  await p.seal();
  const { findings } = await p.verify();
  assert.ok(findings.some((one) => one.what === 'changed outside Millrace' && one.sentence.includes('millrace_app')));
});

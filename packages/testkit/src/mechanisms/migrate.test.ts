import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Fault } from '@millrace/kernel';
import { schemaFolder as recordSchema } from '@millrace/record';
import { migrate, schemaFolder as storeSchema, schemaSum, type SchemaFolder } from '@millrace/store';
import pg from 'pg';
import { cluster, plant } from '../index.ts';
import { bought, crib, shop } from './workshop.fixture.ts';

const opened: string[] = [];
const folders: string[] = [];
after(async () => {
  const { ownerUrl } = await cluster();
  for (const name of opened) await on(ownerUrl('postgres'), `drop database if exists ${name} with (force)`);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function on(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<{ url: string; user: string }> {
  const { ownerUrl, applicationUser } = await cluster();
  const name = `m_${process.pid}_${opened.length}`;
  await on(ownerUrl('postgres'), `create database ${name}`);
  opened.push(name);
  return { url: ownerUrl(name), user: applicationUser };
}

/** A copy of a room's schema folder that a test may edit. */
function editable(of: string): SchemaFolder {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-schema-'));
  folders.push(folder);
  cpSync(of, folder, { recursive: true });
  return { room: 'crib', folder };
}
const base = [storeSchema, recordSchema];
const cribFolder = { room: 'crib', folder: crib.schema! };

test('four servers that start at once on an empty database migrate it once', async () => {
  const { url, user } = await emptyDatabase();
  const reports = await Promise.all(Array.from({ length: 4 }, () => migrate(url, [...base, cribFolder], user)));
  assert.deepEqual(
    reports
      .map((report) => report.applied.length)
      .toSorted((a, b) => a - b)
      .slice(0, 3),
    [0, 0, 0],
  );
  const { rows } = await on(url, 'select room, file from store.migration order by applied_at');
  assert.equal(Math.max(...reports.map((report) => report.applied.length)), rows.length);
  assert.deepEqual([...new Set(rows.map((row) => row.room))], ['store', 'record', 'crib']);
});

test('migrating again changes nothing', async () => {
  const { url, user } = await emptyDatabase();
  await migrate(url, [...base, cribFolder], user);
  assert.deepEqual((await migrate(url, [...base, cribFolder], user)).applied, []);
});

test('a server that starts again waits for nobody who reads, and nobody waits for it', { timeout: 20_000 }, async () => {
  const { url, user } = await emptyDatabase();
  await migrate(url, [...base, cribFolder], user);
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  try {
    await reader.query('begin; select from store.asked; select from record.audited');
    assert.deepEqual(await migrate(url, [...base, cribFolder], user), { applied: [], views: [] });
  } finally {
    await reader.end();
  }
});

test('a view that somebody changed past Millrace, or another version laid, is laid anew', async () => {
  const { url, user } = await emptyDatabase();
  const views = (await migrate(url, [...base, cribFolder], user)).views;
  const laid = async () => (await on(url, `select pg_get_viewdef('store.asked'::regclass) as text`)).rows[0].text as string;
  const before = await laid();
  await on(url, `create or replace view store.asked with (security_invoker = true) as select * from (${before.replace(/;\s*$/, '')}) as of_nobody where false`);
  assert.deepEqual((await migrate(url, [...base, cribFolder], user)).views, views);
  assert.equal(await laid(), before);
  assert.deepEqual((await migrate(url, [...base, cribFolder], user)).views, []);
});

test('a migration that was edited after it was applied is refused', async () => {
  const { url, user } = await emptyDatabase();
  const room = editable(crib.schema!);
  await migrate(url, [...base, room], user);
  const file = join(room.folder, '0001_crib.sql');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n-- a word more`);
  await assert.rejects(migrate(url, [...base, room], user), /crib\/schema\.sum does not match/);
  writeFileSync(join(room.folder, 'schema.sum'), schemaSum(room.folder));
  await assert.rejects(migrate(url, [...base, room], user), /crib\/0001_crib\.sql was applied with another content/);
});

test('a database that is newer than the server is refused, with what it has', async () => {
  const { url, user } = await emptyDatabase();
  const newer = editable(crib.schema!);
  writeFileSync(join(newer.folder, '0002_shelf.sql'), 'alter table crib.tool add column shelf text;');
  writeFileSync(join(newer.folder, 'schema.sum'), schemaSum(newer.folder));
  await migrate(url, [...base, newer], user);
  await assert.rejects(migrate(url, [...base, cribFolder], user), /The database is newer than this server: it has crib\/0002_shelf\.sql/);
});

test('a migration that fails leaves nothing of itself behind, and names itself', async () => {
  const { url, user } = await emptyDatabase();
  const room = editable(crib.schema!);
  writeFileSync(join(room.folder, '0002_wrong.sql'), 'create table crib.half (id uuid); select no_such_function();');
  writeFileSync(join(room.folder, 'schema.sum'), schemaSum(room.folder));
  await assert.rejects(migrate(url, [...base, room], user), /The migration crib\/0002_wrong\.sql failed/);
  const { rows } = await on(url, `select to_regclass('crib.half') as half, to_regclass('crib.tool') as tool`);
  assert.deepEqual(rows[0], { half: null, tool: 'crib.tool' });
});

test('a record of which nobody said how its rows are seen is refused', async () => {
  const { url, user } = await emptyDatabase();
  const room = editable(crib.schema!);
  writeFileSync(join(room.folder, '0002_shelf.sql'), `create table crib.shelf (site text, id uuid); select record.audit_table('crib.shelf');`);
  writeFileSync(join(room.folder, 'schema.sum'), schemaSum(room.folder));
  await assert.rejects(migrate(url, [...base, room], user), /Nobody said how the rows of crib\.shelf are seen/);
});

test('a superuser is refused as the user of the application: it would see past every right', async () => {
  const { url } = await emptyDatabase();
  await assert.rejects(migrate(url, [...base, cribFolder], new URL(url).username), /is above every rule of the database/);
});

test('months of history are made ahead, once, by the application itself', async () => {
  const p = await plant([crib, shop], { now: '2027-06-15T00:00:00Z' });
  try {
    await assert.rejects(bought(p), (error: Error) => error instanceof Fault && /no partition/.test(String(error.cause)));
    const made = async () => (await p.database.pool.query(`select store.make_partitions('2027-06-15', 2) as n`)).rows[0].n as number;
    assert.equal(await made(), 9);
    assert.equal(await made(), 0);
    await bought(p);
    await p.seal();
    assert.deepEqual((await p.verify()).findings, []);
    await assert.rejects(p.database.pool.query('update store.event_p202706 set site = site'), { code: '42501' });
  } finally {
    await p.close();
  }
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rooms } from '@millrace/house/rooms';
import { readSettings } from '@millrace/house/settings';
import { record } from '@millrace/record/module';
import { connect, type Database } from '@millrace/store';
import { ownDatabase } from '@millrace/testkit';
import { migrateHouse } from './house.ts';

// What people, rules and machines state stands in a table that the trail proves. Any other is named here with its reason.

const provedOtherwise: Readonly<Record<string, string>> = {
  'store.act': 'the first line of a leaf: its stored bytes are sealed',
  'store.event': 'sealed with its act',
  'record.audit': 'sealed with its act, and what live rows are compared with',
  'record.signature': 'sealed with its act',
  'record.seal': 'chained, and anchored outside the database',
  'record.content': 'hashed again by the proof, and named by a hash that stands in audited rows',
  'record.content_piece': 'hashed again by the proof of its content',
  'store.sequenced': 'ordinals are sealed; an act without one is named by the proof',
};
const statesNothing: Readonly<Record<string, string>> = {
  'store.revision': 'follows from events: keeps one revision of a record from happening twice',
  'store.command_key': 'technical: what a sender that tries again is answered, for 35 days',
  'store.unsequenced': 'technical: the outbox; an act that is taken out of it is named by the proof',
  'store.head': 'follows from the sequence',
  'store.number': 'follows from the numbers of records: where the next one goes on',
  'store.delivery': 'technical: follows from events, and is gone once it is done',
  'store.timer': 'technical: follows from events, and is gone once it fired',
  'store.migration': 'of this version of Millrace, not of the plant',
  'store.sight': 'written by migrations: how rows are seen',
  'record.audited': 'written by migrations; the proof compares what the trail speaks of, whatever this list says',
  'record.spoken_of': 'written by migrations: where records speak of bytes',
  'personnel.session_use': 'technical: when a screen was last touched, for the end of an idle session',
};

let database: Database;
let drop: () => Promise<void>;
before(async () => {
  const own = await ownDatabase();
  drop = own.drop;
  database = connect(own.appUrl, 1);
  await migrateHouse(readSettings({ DATABASE_URL: own.appUrl, DATABASE_OWNER_URL: own.ownerUrl }));
});
after(async () => {
  await database.close();
  await drop();
});

const tables = async () =>
  (
    await database.pool.query<{ name: string; isListed: boolean; isTaken: boolean }>(
      `select t.name, exists (select from record.audited where table_name = t.name) as "isListed",
          exists (select from pg_trigger where tgrelid = t.oid and tgenabled = 'O' and tgfoid = 'record.take_audit'::regproc and tgtype & 1 = 1 and tgtype & 28 = 28) as "isTaken"
        from (select c.oid, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind in ('r', 'p', 'f') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')) t order by 1`,
    )
  ).rows;

test('every table of the house is audited, or is named with what proves it or why it states nothing', async () => {
  const unnamed = (await tables()).filter(({ name, isListed, isTaken }) => !(isListed && isTaken) && !(name in provedOtherwise) && !(name in statesNothing));
  assert.deepEqual(
    unnamed.map(({ name }) => name),
    [],
    `Whoever owns the database could change these unseen: end the migration that makes one with select record.audit_table('<table>'), or name it in ${import.meta.filename}`,
  );
});

test('a table is audited by its trigger and stands on the list of compared ones, both or neither', async () => {
  const torn = (await tables()).filter(({ isListed, isTaken }) => isListed !== isTaken);
  assert.deepEqual(torn, []);
});

test('records made by a command that takes bytes say where they speak of them, so that these are never taken away', async () => {
  const taking = [record, ...rooms].flatMap((room) => (room.commands ?? []).filter((one) => one.content !== undefined));
  assert.ok(taking.length >= 2, 'files and messages');
  const { rows: spoken } = await database.pool.query<{ table_name: string }>('select table_name from record.spoken_of');
  const tableOf = (address: string) => address.slice(0, address.lastIndexOf('.')).replaceAll('-', '_');
  const unsaid = taking.filter(({ address }) => !spoken.some((one) => one.table_name === tableOf(address)));
  assert.deepEqual(
    unsaid.map((one) => one.address),
    [],
    `End the migration of its table with select record.speaks_of_content('<table>', '<column>')`,
  );
});

test('what is named as proved otherwise, or as stating nothing, is there and is not audited besides', async () => {
  const known = new Map((await tables()).map((one) => [one.name, one]));
  const stale = [...Object.keys(provedOtherwise), ...Object.keys(statesNothing)].filter((name) => known.get(name)?.isListed !== false);
  assert.deepEqual(stale, []);
});

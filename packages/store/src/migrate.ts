import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault } from '@millrace/kernel';
import pg from 'pg';
import { seesAll } from './connect.ts';

/** The schema folder of one room. Rooms are migrated in the order given, which is the order of the house. */
export interface SchemaFolder {
  readonly room: string;
  readonly folder: string;
}

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly views: readonly string[];
}

const sumFile = 'schema.sum';
// any number, the same for all servers: only one migrates at a time
const migrationLock = 7_340_001;

export const hashOf = (text: string) => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');

/** What `schema.sum` must say: each migration and its SHA-256. Views are replaced whole and are not part of it. */
export function schemaSum(folder: string): string {
  return migrationsIn(folder)
    .map((file) => `${hashOf(readFileSync(join(folder, file), 'utf8'))}  ${file}\n`)
    .join('');
}

function migrationsIn(folder: string): string[] {
  return globSync('[0-9][0-9][0-9][0-9]_*.sql', { cwd: folder })
    .map((file) => basename(file))
    .toSorted();
}

function viewsIn(folder: string): string[] {
  return globSync('view_*.sql', { cwd: folder })
    .map((file) => basename(file))
    .toSorted();
}

/**
 * Brings the database to the schema of these rooms, forward only. Safe when N servers start at once.
 * A file whose first line is `-- breaking` stops servers of the version before it.
 */
export async function migrate(ownerUrl: string, rooms: readonly SchemaFolder[], applicationUser: string): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: ownerUrl, options: seesAll, application_name: 'millrace migrate' });
  // a connection that is lost tells the statement it was asked; the event besides would end the process with words of a socket
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`create schema if not exists store;
      create table if not exists store.migration (
        room text not null, file text not null, hash text not null, is_breaking boolean not null, applied_at timestamptz not null default now(),
        constraint migration_key primary key (room, file));`);
    const known = new Map(
      (await client.query<{ room: string; file: string; hash: string }>('select room, file, hash from store.migration')).rows.map((row) => [`${row.room}/${row.file}`, row.hash]),
    );
    refuseNewer(known, rooms);
    const applied: string[] = [];
    for (const { room, folder } of rooms) {
      checkSum(room, folder);
      for (const file of migrationsIn(folder)) {
        const text = readFileSync(join(folder, file), 'utf8');
        const hash = hashOf(text);
        const before = known.get(`${room}/${file}`);
        if (before === hash) continue;
        if (before !== undefined)
          throw new Fault(
            `${room}/${file} was applied with another content (${before.slice(0, 12)}, now ${hash.slice(0, 12)}). A migration is not edited: restore it and write the next one.`,
          );
        await client.query('begin');
        // the insert comes first, so that two that migrate at once meet here
        await client.query('insert into store.migration (room, file, hash, is_breaking) values ($1, $2, $3, $4)', [room, file, hash, /^-- breaking\b/.test(text)]);
        try {
          await client.query(text);
        } catch (error) {
          await client.query('rollback');
          throw new Fault(`The migration ${room}/${file} failed`, error);
        }
        await client.query('commit');
        applied.push(`${room}/${file}`);
      }
    }
    const views = applied.length === 0 && (await areViewsLaid(client, rooms)) ? [] : await replaceViews(client, rooms);
    await client.query('select store.make_partitions(now(), 3)').catch((error: unknown) => {
      if (rooms.some((room) => room.room === 'store')) throw new Fault('Partitions could not be made ahead', error);
    });
    await refuseUnsaid(client);
    await grant(client, rooms, applicationUser);
    return { applied, views };
  } finally {
    await client.end();
  }
}

/**
 * Whether the views are as these files lay them. A server that only starts again must not lay them anew: that waits for whoever reads
 * them, however long, and all that read them next wait behind it, the acts of every other server.
 */
async function areViewsLaid(client: pg.Client, rooms: readonly SchemaFolder[]): Promise<boolean> {
  const { rows } = await client.query<{ mark: string | null }>(`select obj_description('store.migration'::regclass) as mark`);
  return rows[0]?.mark === (await viewsMark(client, rooms));
}

/** The hash of the files, and of what the database has of them: another version, or somebody past Millrace, may have laid others since. */
async function viewsMark(client: pg.Client, rooms: readonly SchemaFolder[]): Promise<string> {
  const files = rooms.flatMap(({ room, folder }) => viewsIn(folder).map((file) => `${room}/${file} ${hashOf(readFileSync(join(folder, file), 'utf8'))}`));
  const { rows } = await client.query<{ laid: string }>(
    `select coalesce(string_agg(what, e'\\n' order by what), '') as laid from (
       select c.oid::regclass || ' ' || coalesce(c.reloptions::text, '') || pg_get_viewdef(c.oid) as what from pg_class c where c.relkind = 'v' and c.relnamespace::regnamespace::text = any($1)
       union all select p.oid::regprocedure || ' ' || p.prosrc from pg_proc p where p.prokind = 'f' and p.pronamespace::regnamespace::text = any($1)) as of_schemas`,
    [rooms.map(({ room }) => room)],
  );
  return `views as laid: files ${hashOf(files.join('\n'))}, database ${hashOf(rows[0]!.laid)}`;
}

/** Views are replaced whole, in house order, in one transaction; a room's view may stand on a lower room's. */
async function replaceViews(client: pg.Client, rooms: readonly SchemaFolder[]): Promise<string[]> {
  const views: string[] = [];
  await client.query('begin');
  try {
    for (const { room, folder } of rooms)
      for (const file of viewsIn(folder)) {
        await client.query(readFileSync(join(folder, file), 'utf8'));
        views.push(`${room}/${file}`);
      }
    await client.query(`comment on table store.migration is ${pg.escapeLiteral(await viewsMark(client, rooms))}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Fault(`A view could not be replaced after ${views.at(-1) ?? 'none'}`, error);
  }
  return views;
}

function checkSum(room: string, folder: string): void {
  const file = join(folder, sumFile);
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (written !== schemaSum(folder))
    throw new Fault(`${room}/${sumFile} does not match the migrations beside it. If you added one, run: npm run schema-sum. If you did not, someone edited history.`);
}

function refuseNewer(known: ReadonlyMap<string, string>, rooms: readonly SchemaFolder[]): void {
  for (const { room, folder } of rooms) {
    const have = new Set(migrationsIn(folder));
    const newer = [...known.keys()].filter((name) => name.startsWith(`${room}/`) && !have.has(name.slice(room.length + 1)));
    if (newer.length > 0)
      throw new Fault(`The database is newer than this server: it has ${newer.join(', ')}. Start the version that brought it, or restore the backup taken before.`);
  }
}

/** A record of which nobody said how it is seen would be seen by everybody: it is found here, not by a stranger. */
async function refuseUnsaid(client: pg.Client): Promise<void> {
  const { rows: tables } = await client.query<{ found: boolean }>(`select to_regclass('record.audited') is not null as found`);
  if (!tables[0]?.found) return;
  const { rows } = await client.query<{ table_name: string }>('select table_name from record.audited where table_name not in (select table_name from store.sight) order by 1');
  if (rows.length > 0)
    throw new Fault(
      `Nobody said how the rows of ${rows.map((row) => row.table_name).join(', ')} are seen. Add to the room's schema: select store.seen_by_place('<table>'), or seen_with, seen_by_site, seen_by_all (packages/store/schema/0002_sight.sql).`,
    );
  const { rows: views } = await client.query<{ view: string }>(
    `select c.oid::regclass::text as view from pg_class c where c.relkind = 'v' and c.relnamespace in (select n.oid from pg_namespace n join store.sight s on n.nspname = split_part(s.table_name, '.', 1))
       and not coalesce(c.reloptions, '{}') @> '{security_invoker=true}' order by 1`,
  );
  if (views.length > 0)
    throw new Fault(
      `${views.map((row) => row.view).join(', ')} would show the rows of its owner and not of who asks. Write: create or replace view ... with (security_invoker = true) as`,
    );
}

/** The application reads all, writes rows, and only appends to history: acts, events, audit, signatures, seals. */
async function grant(client: pg.Client, rooms: readonly SchemaFolder[], user: string): Promise<void> {
  const { rows } = await client.query<{ is_owner: boolean; found: boolean; is_above: boolean | null }>(
    'select current_user = $1 as is_owner, exists (select from pg_roles where rolname = $1) as found, (select rolsuper or rolbypassrls from pg_roles where rolname = $1) as is_above',
    [user],
  );
  if (rows[0]?.is_above)
    throw new Fault(
      `The database user ${user} is above every rule of the database: it could alter history, and screens would see past their rights. Give the application a user of its own in DATABASE_URL (docs/guides/run-it.md, "Engines of your own").`,
    );
  if (rows[0]?.is_owner) await bindOwner(client);
  if (rows[0]?.is_owner || !rows[0]?.found) return;
  const role = pg.escapeIdentifier(user);
  const schemas = [...new Set(rooms.map((room) => room.room))];
  for (const schema of schemas) {
    const exists = await client.query('select from pg_namespace where nspname = $1', [schema]);
    if (exists.rowCount === 0) continue;
    const name = pg.escapeIdentifier(schema);
    await client.query(`grant usage on schema ${name} to ${role};
      grant select, insert, update, delete on all tables in schema ${name} to ${role};
      grant usage, select on all sequences in schema ${name} to ${role};
      grant execute on all functions in schema ${name} to ${role};`);
  }
  const history = await client.query<{ table: string }>(
    `select format('%I.%I', schemaname, tablename) as table from pg_tables
      where (schemaname, split_part(tablename, '_p20', 1)) in (('store', 'act'), ('store', 'event'), ('store', 'revision'), ('store', 'sequenced'), ('store', 'remark'), ('store', 'kept_report'), ('store', 'task'), ('record', 'audit'), ('record', 'signature'), ('record', 'seal'), ('record', 'content'), ('record', 'content_piece'))`,
  );
  for (const { table } of history.rows) await client.query(`revoke update, delete, truncate on ${table} from ${role}`);
  // audit rows come from the trigger alone, into the table or a month of it; and no table is taken out of the audit, or out of those that speak of bytes
  const audits = await client.query<{ table: string }>(
    `select format('%I.%I', schemaname, tablename) as table from pg_tables where schemaname = 'record' and (tablename in ('audited', 'spoken_of') or split_part(tablename, '_p20', 1) = 'audit')`,
  );
  for (const { table } of audits.rows) await client.query(`revoke insert, update, delete, truncate on ${table} from ${role}`);
  // positions come from store.stamp alone: the application puts acts into the outbox and takes none out
  await client.query(`revoke insert, update, delete, truncate on store.head, store.sequenced from ${role};
    revoke update, delete, truncate on store.unsequenced from ${role}`);
  // numbers are drawn by store.next_number alone
  await client.query(`revoke insert, update, delete, truncate on store.number from ${role}`);
  // how rows are seen is said by migrations
  await client.query(`revoke all on store.migration, store.sight from ${role}; grant select on store.migration, store.sight to ${role}`);
}

/** Where one user both migrates and works, what is seen binds it as well: an owner is free of it otherwise. */
async function bindOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table_name: string }>(
    `select table_name from store.sight where how <> 'all' and not (select relforcerowsecurity from pg_class where oid = table_name::regclass)`,
  );
  for (const { table_name } of rows) await client.query(`alter table ${table_name} force row level security`);
}

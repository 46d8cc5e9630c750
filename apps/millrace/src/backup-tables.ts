import { record } from '@millrace/record/module';
import { rooms } from '@millrace/house/rooms';
import { schemaFolder as recordSchema } from '@millrace/record';
import { schemaFolder as storeSchema, schemaSum, type Room, type SchemaFolder } from '@millrace/store';
import type pg from 'pg';

/** Schemas of this version, in house order. */
export const schemaFolders = (): SchemaFolder[] => [
  storeSchema,
  recordSchema,
  ...[record, ...rooms].flatMap((room: Room) => (room.schema ? [{ room: room.name, folder: room.schema }] : [])),
];

/** A table of ours, with what fixes the order of its rows. */
export interface BackedTable {
  /** Quoted `schema.table`; also its name in the manifest. */
  readonly name: string;
  readonly columns: string;
  /** The same rows in the same order on every database, whatever its collation. */
  readonly order: string;
}

/** Tables of the plant's record, in house order. The list of migrations is not among them: `migrate` writes it. */
export async function tablesOf(client: pg.Client): Promise<BackedTable[]> {
  const schemas = [...new Set(schemaFolders().map((one) => one.room))];
  const { rows } = await client.query<{ schema: string; name: string; columns: string[]; key: string[] | null }>(
    `select n.nspname as schema, c.relname as name,
        array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attname) as columns,
        (select array_agg(quote_ident(a.attname) order by k.n) from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, n) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary) as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1) and (n.nspname, c.relname) <> ('store', 'migration')
     order by array_position($1, n.nspname::text), c.relname`,
    [schemas],
  );
  return rows.map((row) => ({
    name: `"${row.schema}"."${row.name}"`,
    columns: row.columns.join(', '),
    order: (row.key ?? row.columns).map((column) => `${column}::text collate "C"`).join(', '),
  }));
}

/** What reads a table in its fixed order. */
export const selectAll = (table: BackedTable) => `select ${table.columns} from ${table.name} order by ${table.order}`;

/** The same text for the same value on every server. */
export const fixedText = `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1; set bytea_output = 'hex'`;

export interface SequenceState {
  readonly name: string;
  readonly last: string;
  readonly isCalled: boolean;
}

export async function sequencesOf(client: pg.Client): Promise<SequenceState[]> {
  const schemas = [...new Set(schemaFolders().map((one) => one.room))];
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname = any($1) order by 1`, [
    schemas,
  ]);
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const found = await client.query<{ last_value: string; is_called: boolean }>(`select last_value::text, is_called from ${name}`);
    states.push({ name, last: found.rows[0]!.last_value, isCalled: found.rows[0]!.is_called });
  }
  return states;
}

/** Migrations of this version, as `room/file hash`. */
export const migrationsHere = (): string[] =>
  schemaFolders()
    .flatMap(({ room, folder }) =>
      schemaSum(folder)
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [hash, file] = line.split(/ +/);
          return `${room}/${file} ${hash}`;
        }),
    )
    .toSorted();

/** Migrations of a database as `room/file hash`; a backup is restored by the version that took it. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`select room || '/' || file || ' ' || hash as line from store.migration`);
  // sorted here: a collation of the database is none of this machine's
  return rows.map((row) => row.line).toSorted();
}

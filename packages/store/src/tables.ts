import { Fault, type AnyNoun } from '@millrace/kernel';
import type pg from 'pg';

/** Where a noun's rows live, and which columns they have besides those every record has. */
export interface Table {
  /** Quoted `schema.table`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly hasNumber: boolean;
}

export interface Column {
  readonly name: string;
  /** The field of the state that it holds. */
  readonly field: string;
  /** Its type as PostgreSQL names it. */
  readonly type: string;
}

const everyRecord = new Set(['site', 'id', 'revision', 'changed_at']);

export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

// columns are as many as migrations made, and each row read asks for all of its own
const fields = new Map<string, string>();
function fieldOf(column: string): string {
  let field = fields.get(column);
  if (field === undefined) fields.set(column, (field = camel(column)));
  return field;
}

/** `qms.deviation` -> `qms.deviation`, `work.job-order` -> `work.job_order`. */
export const tableName = (noun: string) => noun.replaceAll('-', '_');

/** Reads the tables of all nouns from the catalog; a noun without a table is found at start, not at its first act. */
export async function readTables(client: pg.Pool | pg.ClientBase, nouns: Iterable<AnyNoun>): Promise<Map<string, Table>> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `select n.nspname || '.' || c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema')
      order by a.attnum`,
  );
  const columns = Map.groupBy(rows, (row) => row.table);
  const tables = new Map<string, Table>();
  for (const noun of nouns) {
    const name = tableName(noun.address);
    const found = columns.get(name);
    if (!found) throw new Fault(`The noun ${noun.address} has no table ${name}: add it to the room's schema folder and migrate`);
    const own = found.filter((row) => !everyRecord.has(row.column)).map(({ column, type }) => ({ name: column, field: camel(column), type }));
    tables.set(noun.address, {
      name: name
        .split('.')
        .map((part) => `"${part}"`)
        .join('.'),
      columns: own.filter((column) => column.name !== 'number'),
      hasNumber: own.some((column) => column.name === 'number'),
    });
  }
  return tables;
}

/** A row in the words of the state: camelCase, without what is null, without what every record has. */
export function stateOfRow(row: Record<string, unknown>): Record<string, unknown> {
  const state: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) if (value !== null && column !== 'site' && column !== 'revision' && column !== 'changed_at') state[fieldOf(column)] = value;
  return state;
}

/** Whether a value in a state is written as the other one is. */
const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The columns in which a state differs from what was there before, with their new values. A field that no column holds would be lost: that is a fault. */
export function changedColumns(table: Table, before: Record<string, unknown> | undefined, after: Record<string, unknown>): readonly (readonly [Column, unknown])[] {
  const held = table.columns.filter(({ field }) => field in after).length;
  const said = Object.keys(after).filter((field) => field !== 'id' && field !== 'number');
  if (held < said.length) {
    const lost = said.filter((field) => !table.columns.some((column) => column.field === field));
    throw new Fault(`${table.name} has no column for ${lost.join(', ')}`);
  }
  const changed = before ? table.columns.filter(({ field }) => !isSame(before[field], after[field])) : table.columns;
  return changed.map((column) => [column, writtenAs(column, after[column.field])]);
}

/** A value of a state as its column takes it. */
function writtenAs({ type }: Column, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (type === 'json' || type === 'jsonb') return JSON.stringify(value);
  return Array.isArray(value) ? value.map(plain) : plain(value);
}

/** Instants, dates and decimals as the text they are. */
const plain = (value: unknown) => (typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON() as unknown) : value);

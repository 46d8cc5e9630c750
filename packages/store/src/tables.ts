import { Fault, type AnyNoun } from '@millrace/kernel';
import type pg from 'pg';

/** Where a noun's rows live, and which columns they have besides those every record has. */
export interface Table {
  /** Quoted `schema.table`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly hasNumber: boolean;
}

const everyRecord = new Set(['site', 'id', 'revision', 'changed_at']);

export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `qms.deviation` -> `qms.deviation`, `work.job-order` -> `work.job_order`. */
export const tableName = (noun: string) => noun.replaceAll('-', '_');

/** Reads the tables of all nouns from the catalog; a noun without a table is found at start, not at its first act. */
export async function readTables(client: pg.Pool | pg.ClientBase, nouns: Iterable<AnyNoun>): Promise<Map<string, Table>> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_schema || '.' || table_name as table, column_name as column
       from information_schema.columns
      where table_schema not in ('pg_catalog', 'information_schema')
      order by ordinal_position`,
  );
  const columns = Map.groupBy(rows, (row) => row.table);
  const tables = new Map<string, Table>();
  for (const noun of nouns) {
    const name = tableName(noun.address);
    const found = columns.get(name);
    if (!found) throw new Fault(`The noun ${noun.address} has no table ${name}: add it to the room's schema folder and migrate`);
    const own = found.map((row) => row.column).filter((column) => !everyRecord.has(column));
    tables.set(noun.address, {
      name: name
        .split('.')
        .map((part) => `"${part}"`)
        .join('.'),
      columns: own.filter((column) => column !== 'number'),
      hasNumber: own.includes('number'),
    });
  }
  return tables;
}

/** A row in the words of the state: camelCase, without what is null, without what every record has. */
export function stateOfRow(row: Record<string, unknown>): Record<string, unknown> {
  const state: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) if (value !== null && column !== 'site' && column !== 'revision' && column !== 'changed_at') state[camel(column)] = value;
  return state;
}

/** A state in the words of its table. A field that no column holds would be lost: that is a fault. */
export function rowOfState(table: Table, state: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const column of table.columns) row[column] = null;
  for (const [field, value] of Object.entries(state)) {
    const column = snake(field);
    if (column === 'id' || column === 'number') continue;
    if (!(column in row)) throw new Fault(`${table.name} has no column ${column} for the field ${field}`);
    row[column] = value;
  }
  return row;
}

import type { Act } from '@millrace/kernel';
import type { Change } from './decision.ts';
import { rowOfState, type Table } from './tables.ts';
import type { Statement } from './write.ts';

/** Notes a value of a statement and answers its place: `$3`. */
export type Put = (value: unknown) => string;

/** Whether a person's number is drawn for it: where it is new, and its noun has numbers. */
export const isNumbered = ({ held, from }: Change, tables: ReadonlyMap<string, Table>): boolean =>
  from === 0 && tables.get(held.noun.address)!.hasNumber && held.noun.numbering !== undefined;

/** Writes one record as it stands after the act; returns one row with its number if one was drawn, none when the record is no longer at the revision it came from. */
export function rowText(change: Change, act: Act, tables: ReadonlyMap<string, Table>, put: Put): string {
  const { noun, id } = change.held;
  const table = tables.get(noun.address)!;
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  const [site, subject, to, row] = [put(act.site), put(id), put(change.to), put(JSON.stringify(rowOfState(table, change.state as Record<string, unknown>)))];
  const record = `jsonb_populate_record(null::${table.name}, ${row}::jsonb)`;
  if (change.from > 0)
    return `update ${table.name} set (revision, ${columns}) = (select ${to}::integer, ${columns} from ${record}) where site = ${site} and id = ${subject} and revision = ${put(change.from)} returning null::text as number`;
  if (!isNumbered(change, tables))
    return `insert into ${table.name} (site, id, revision, ${columns}) select ${site}, ${subject}, ${to}, ${columns} from ${record} returning null::text as number`;
  const number = `store.next_number(${site}, ${put(noun.address)}, ${put(noun.numbering!.pattern)}, ${put(act.at.toString())})`;
  return `insert into ${table.name} (site, id, revision, number, ${columns}) select ${site}, ${subject}, ${to}, ${number}, ${columns} from ${record} returning number`;
}

/** The end of a statement that wrote a record as `written`: its number, and an error if nothing was written. */
export const rowAnswer = (change: Change, put: Put): string =>
  `(select number from written) as number, store.must((select count(*) from written) = 1, 'changed-since', ${put(change.held.id)}::text)`;

/** A record written by a statement of its own. */
export function rowStatement(change: Change, act: Act, tables: ReadonlyMap<string, Table>): Statement {
  const values: unknown[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const text = `with written as (${rowText(change, act, tables, put)}) select ${rowAnswer(change, put)}`;
  return { name: `${change.from === 0 ? 'new' : 'change'} ${change.held.noun.address}`, text, values };
}

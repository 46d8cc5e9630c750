import type { Act, Numbering } from '@millrace/kernel';
import type { Change } from './decision.ts';
import { seriesOf } from './numbering.ts';
import { shapeName } from './shapes.ts';
import { changedColumns, type Table } from './tables.ts';
import type { Statement } from './trip.ts';

type State = Record<string, unknown>;

/** Notes a value of a statement and answers its place: `$3`. */
export type Put = (value: unknown) => string;

/** How a person's number is drawn for it: where it is new, and its noun has numbers. */
export const numberingOf = ({ held, numbering }: Change, tables: ReadonlyMap<string, Table>): Numbering | undefined =>
  tables.get(held.noun.address)!.hasNumber ? numbering : undefined;

/** Writes what an act changed of one record; returns one row with its number if one was drawn, none when the record is no longer at the revision it came from. */
export function rowText(change: Change, act: Act, tables: ReadonlyMap<string, Table>, put: Put): string {
  const { noun, id } = change.held;
  const table = tables.get(noun.address)!;
  const [site, subject, to] = [put(act.site), put(id), put(change.to)];
  const columns = changedColumns(table, change.before as State | undefined, change.state as State).map(([{ name }, value]) => ({ name: `"${name}"`, value: put(value) }));
  if (change.from > 0) {
    const set = [`revision = ${to}`, ...columns.map(({ name, value }) => `${name} = ${value}`)].join(', ');
    return `update ${table.name} set ${set} where site = ${site} and id = ${subject} and revision = ${put(change.from)} returning null::text as number`;
  }
  const numbering = numberingOf(change, tables);
  if (numbering) {
    const { text, period } = seriesOf(numbering, act);
    const number = `store.next_number(${site}, ${put(noun.address)}, ${put(text)}, ${put(period)}, ${put(numbering.gapless)})`;
    columns.push({ name: 'number', value: number });
  }
  const [names, values] = [columns.map(({ name }) => name).join(', '), columns.map(({ value }) => value).join(', ')];
  return `insert into ${table.name} (site, id, revision, ${names}) values (${site}, ${subject}, ${to}, ${values}) returning ${numbering ? 'number' : 'null::text as number'}`;
}

/** The end of a statement that wrote a record as `written`: its number, and an error if nothing was written. */
export const rowAnswer = (change: Change, put: Put): string =>
  `(select number from written) as number, store.must((select count(*) from written) = 1, 'changed-since', ${put(change.held.id)}::text)`;

/** A record written by a statement of its own. */
export function rowStatement(change: Change, act: Act, tables: ReadonlyMap<string, Table>): Statement {
  const values: unknown[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const text = `with written as (${rowText(change, act, tables, put)}) select ${rowAnswer(change, put)}`;
  return { name: shapeName(text), text, values };
}

import type { AnyNoun, RefersTo } from '@millrace/kernel';
import { snake, tableName, type Asker } from '@millrace/store';

/** A record that says it is about another one. */
export interface Referring {
  readonly noun: string;
  readonly id: string;
  /** What it is, as its noun is titled. */
  readonly title: string;
  readonly number: string | null;
  readonly state: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// 50: a job has a handful of each kind; of more, the kind's own list is the place to look
const mostOfOne = 50;

/** Records of all rooms that refer to this one, as far as the asker may see them: the newest of each kind first. */
export async function referringTo({ database, site, nouns }: Pick<Asker, 'database' | 'site' | 'nouns'>, noun: string, id: string): Promise<Referring[]> {
  if (!uuid.test(id)) return [];
  const looks = [...nouns.values()].flatMap((from) => from.refersTo.filter((one) => one.noun === noun).map((by) => lookOf(from, by)));
  const found = await Promise.all(looks.map(({ text }) => database.pool.query<{ id: string; number: string | null; state: string }>(text, [site, id])));
  return looks.flatMap(({ from }, i) => found[i]!.rows.map((row) => ({ noun: from.address, title: from.title, ...row })));
}

function lookOf(from: AnyNoun, { by, isList }: RefersTo): { from: AnyNoun; text: string } {
  const table = tableName(from.address)
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
  const [field = '', inner] = by.split('.');
  const column = `"${snake(field)}"`;
  const isIt = isList
    ? inner === undefined
      ? `${column} @> array[$2]`
      : `${column} @> jsonb_build_array(jsonb_build_object('${inner}', $2::text))`
    : inner === undefined
      ? `${column} = $2`
      : `${column}->>'${inner}' = $2`;
  const number = from.calledBy === undefined ? 'null' : `"${snake(from.calledBy)}"::text`;
  return { from, text: `select id::text, ${number} as number, state from ${table} where site = $1 and ${isIt} order by id desc limit ${mostOfOne}` };
}

import { snake, tableName, type Asker } from '@millrace/store';
import * as z from 'zod';

/** How a query publishes them, by identity. */
export const namesOutput = z.record(z.string(), z.object({ noun: z.string(), number: z.string() })).describe('What the records are called whose identities stand in this answer');

/** What people call a record: its kind and its number, or its name where it has no number. */
export interface KnownAs {
  readonly noun: string;
  readonly number: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What the records behind these identities are called, as far as the asker may see them, each by the field that its noun declares.
 * An identity that is no record, one that nobody calls by anything, and one that lies where the asker may not look, is left out.
 */
export async function knownAs({ database, site, nouns }: Pick<Asker, 'database' | 'site' | 'nouns'>, ids: Iterable<string>): Promise<Record<string, KnownAs>> {
  const asked = [...new Set(ids)].filter((id) => uuid.test(id));
  // a look by key into each kind of record: an identity does not say of which kind it is
  const looks = [...nouns.values()].flatMap(({ address, calledBy }) => {
    if (calledBy === undefined) return [];
    const table = tableName(address)
      .split('.')
      .map((part) => `"${part}"`);
    return [`select '${address}' as noun, id::text, "${snake(calledBy)}"::text as number from ${table.join('.')} where site = $1 and id = any($2::uuid[])`];
  });
  if (asked.length === 0 || looks.length === 0) return {};
  const { rows } = await database.pool.query<{ noun: string; id: string; number: string | null }>(looks.join(' union all '), [site, asked]);
  return Object.fromEntries(rows.flatMap(({ noun, id, number }) => (number === null ? [] : [[id, { noun, number }] as const])));
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

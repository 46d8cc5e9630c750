import type { Asker } from '@millrace/store';

/** What people call a record: its kind and its number, or its name where it has no number. */
export interface KnownAs {
  readonly noun: string;
  readonly number: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What the records behind these identities are called, as far as the asker may see them: the number, else the lot number, title or name.
 * An identity that is no record, or one that lies where the asker may not look, is left out.
 */
export async function knownAs({ database, site }: Pick<Asker, 'database' | 'site'>, ids: Iterable<string>): Promise<Record<string, KnownAs>> {
  const asked = [...new Set(ids)].filter((id) => uuid.test(id));
  if (asked.length === 0) return {};
  const tables = await database.pool.query<{ table_name: string }>(
    `select a.table_name from record.audited a join pg_attribute c on c.attrelid = a.table_name::regclass and c.attname = 'id' and c.atttypid = 'uuid'::regtype order by 1`,
  );
  // a look by key into each kind of record: an identity does not say of which kind it is
  const looks = tables.rows.map(
    ({ table_name: table }) => `select '${table}' as table_name, r.id::text, coalesce(j->>'number', j->>'lot_number', j->>'title', j->>'name') as number
      from ${table} r, lateral to_jsonb(r) j where r.site = $1 and r.id = any($2::uuid[])`,
  );
  const { rows } = await database.pool.query<{ table_name: string; id: string; number: string | null }>(looks.join(' union all '), [site, asked]);
  return Object.fromEntries(rows.flatMap(({ table_name: table, id, number }) => (number === null ? [] : [[id, { noun: table.replaceAll('_', '-'), number }] as const])));
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

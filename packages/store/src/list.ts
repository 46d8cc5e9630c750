import { sql, type SelectQueryBuilder } from 'kysely';
import { Refusal } from '@millrace/kernel';
import * as z from 'zod';

export type SortType = 'timestamptz' | 'text' | 'integer' | 'bigint' | 'numeric' | 'date';

/** How a screen may ask a list: filters and sorts are declared, pages are by key, so that page 900 costs what page 1 costs. */
export interface ListShape<F extends string = string, S extends string = string> {
  /** Filter name -> column. A filter takes one value or several, joined by commas. */
  readonly filters: Readonly<Record<F, string>>;
  /** Sort name -> column (never null) and its SQL type; `-name` sorts the other way. The first is used when none is said. */
  readonly sorts: Readonly<Record<S, readonly [column: string, type: SortType]>>;
  /** Columns searched by `find`, letters in any case. */
  readonly find?: readonly string[];
}

/** Flat parameters every list takes. */
export function listInput<F extends string>(shape: ListShape<F>) {
  const sorts = Object.keys(shape.sorts).flatMap((name) => [name, `-${name}`]);
  return z.object({
    limit: z.coerce.number().int().min(1).max(500).default(50),
    after: z.string().optional().describe('where the page before ended: its `next`'),
    sort: z
      .enum(sorts as [string, ...string[]])
      .optional()
      .describe('order of the rows, by the first where none is said; - turns it round'),
    find: z.string().max(100).optional().describe('text to look for'),
    ...(Object.fromEntries(Object.keys(shape.filters).map((name) => [name, z.string().optional().describe('this value, or several with commas between')])) as Record<
      F,
      z.ZodOptional<z.ZodString>
    >),
  });
}

/** What every list answers. */
export const listOutput = <R extends z.ZodType>(row: R) => z.object({ rows: z.array(row), next: z.string().nullable(), asOf: z.string() });

interface Asked {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly sort?: string | undefined;
  readonly find?: string | undefined;
  readonly [filter: string]: unknown;
}

/** Pages through a query by key. The query must select `id` and every sort column under its own name. */
export async function page<R extends Record<string, unknown>>(
  // oxlint-disable-next-line typescript/no-explicit-any -- works over any room's query
  base: SelectQueryBuilder<any, any, R>,
  shape: ListShape,
  asked: Asked,
  asOf: Temporal.Instant,
): Promise<{ rows: R[]; next: string | null; asOf: string }> {
  let q = base;
  for (const [name, column] of Object.entries(shape.filters)) {
    const value = asked[name];
    if (typeof value === 'string' && value !== '') q = q.where(sql`${sql.ref(column)}::text`, 'in', value.split(','));
  }
  if (asked.find && shape.find?.length) {
    const pattern = `%${asked.find.replaceAll(/[%_\\]/g, '\\$&')}%`;
    q = q.where((eb) => eb.or(shape.find!.map((column) => eb(sql`${sql.ref(column)}::text`, 'ilike', pattern))));
  }
  const wish = asked.sort ?? Object.keys(shape.sorts)[0]!;
  const isDown = wish.startsWith('-');
  const [column, type] = shape.sorts[wish.replace(/^-/, '')]!;
  if (asked.after) {
    const [key, id] = readCursor(asked.after);
    q = q.where(
      isDown ? sql<boolean>`(${sql.ref(column)}, id) < (${key}::${sql.raw(type)}, ${id}::uuid)` : sql<boolean>`(${sql.ref(column)}, id) > (${key}::${sql.raw(type)}, ${id}::uuid)`,
    );
  }
  const direction = isDown ? 'desc' : 'asc';
  const rows = (await q
    .select(sql<string>`${sql.ref(column)}::text`.as('page_key'))
    .orderBy(sql.ref(column), direction)
    .orderBy('id', direction)
    .limit(asked.limit + 1)
    .execute()) as unknown as (R & { page_key: string; id: string })[];
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const next = rows.length > asked.limit && last ? Buffer.from(JSON.stringify([last.page_key, last.id])).toString('base64url') : null;
  return { rows: shown.map(({ page_key: _, ...row }) => row as unknown as R), next, asOf: asOf.toString() };
}

function readCursor(text: string): [string, string] {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof key === 'string' && typeof id === 'string') return [key, id];
  } catch {
    // falls through to the refusal: a cursor is only ever one that a page gave
  }
  throw new Refusal('list/after', `"${text}" is no page mark. Use the "next" of the page before, or leave it out to start at the beginning.`, { after: text }, 400);
}

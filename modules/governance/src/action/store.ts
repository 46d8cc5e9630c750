import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type Asker, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', owner: 'owner', board: 'board', letter: 'letter', place: 'place' },
  sorts: { due: ['due', 'timestamptz'], openedAt: ['opened_at', 'timestamptz'], number: ['number', 'text'] },
  find: ['number', 'title', 'owner'],
} as const satisfies ListShape;

export const actionRow = z.object({
  id: z.string(),
  revision: z.number(),
  number: z.string(),
  state: z.string(),
  title: z.string(),
  place: z.string(),
  board: z.string().nullable(),
  letter: z.string().nullable(),
  owner: z.string(),
  due: z.string(),
  openedAt: z.string(),
  /** Due dates that were moved, or asked to be. */
  extensions: z.number(),
  isLate: z.boolean(),
});
export type ActionRow = z.output<typeof actionRow>;

const columns = ['id', 'revision', 'number', 'state', 'title', 'place', 'board', 'letter', 'owner', 'due', 'opened_at as openedAt', 'extensions'] as const;

function shown(rows: readonly Record<string, unknown>[], now: Temporal.Instant): ActionRow[] {
  return (JSON.parse(JSON.stringify(rows)) as (Omit<ActionRow, 'extensions' | 'isLate'> & { extensions: unknown[] })[]).map((row) => ({
    ...row,
    extensions: row.extensions.length,
    isLate: (row.state === 'open' || row.state === 'in-progress') && Temporal.Instant.compare(Temporal.Instant.from(row.due), now) < 0,
  }));
}

/** Actions, the soonest due first. */
export const actions = answered(
  query({ address: 'governance.action.list', summary: 'Actions', input: listInput(shape), output: listOutput(actionRow) }),
  async (input, { database, site, now }) => {
    const found = await page(
      database.db
        .selectFrom('governance.action')
        .select([...columns])
        .where('site', '=', site),
      shape,
      input,
      now,
    );
    return { ...found, rows: shown(found.rows, now) };
  },
);

/** Actions of a board that are not verified yet. */
export async function actionsOfBoard({ database, site, now }: Asker, board: string): Promise<ActionRow[]> {
  const rows = await database.db
    .selectFrom('governance.action')
    .select([...columns])
    .where('site', '=', site)
    .where('board', '=', board)
    .where('state', 'in', ['open', 'in-progress', 'done'])
    .orderBy('due')
    .limit(60)
    .execute();
  return shown(rows, now);
}

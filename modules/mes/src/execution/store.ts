import { houseRefusal, query } from '@millrace/kernel';
import { answered, stateOfRow } from '@millrace/store';
import * as z from 'zod';
import { executionOf } from './id-of.ts';

/** Steps and readings of a job, as the terminal shows them. */
export const executionOfJob = answered(
  query({
    address: 'mes.execution.show',
    summary: 'Steps and readings of a job',
    input: z.object({ jobOrder: z.string() }),
    output: z.object({ execution: z.record(z.string(), z.unknown()), revision: z.number(), asOf: z.string() }),
  }),
  async (input, { database, site, now }) => {
    const { rows } = await database.pool.query<{ row: Record<string, unknown> }>('select to_jsonb(row_) as row from mes.execution as row_ where site = $1 and id = $2', [
      site,
      executionOf(input.jobOrder),
    ]);
    if (!rows[0]) throw houseRefusal('mes.execution.show', 'not-found', { noun: 'execution', id: input.jobOrder, site });
    return { execution: stateOfRow(rows[0].row), revision: Number(rows[0].row.revision), asOf: now.toString() };
  },
);

/** Calls for help that wait. */
export const calls = answered(
  query({
    address: 'mes.call.list',
    summary: 'Calls for help',
    input: z.object({ place: z.string().optional() }),
    output: z.object({
      rows: z.array(
        z.object({ id: z.string(), place: z.string(), about: z.string(), words: z.string().nullable(), raisedBy: z.string(), raisedAt: z.string(), state: z.string() }),
      ),
    }),
  }),
  async (input, { database, site }) => {
    const { rows } = await database.pool.query<{ id: string; place: string; about: string; words: string | null; raised_by: string; raised_at: Temporal.Instant; state: string }>(
      `select id, place, about, words, raised_by, raised_at, state from mes.call where site = $1 and state = 'raised' and ($2::text is null or place = $2) order by raised_at desc limit 200`,
      [site, input.place ?? null],
    );
    return {
      rows: rows.map((row) => ({
        id: row.id,
        place: row.place,
        about: row.about,
        words: row.words,
        raisedBy: row.raised_by,
        raisedAt: row.raised_at.toString(),
        state: row.state,
      })),
    };
  },
);

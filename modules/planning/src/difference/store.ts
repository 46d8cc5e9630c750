import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', request: 'request', place: 'place' },
  sorts: { openedAt: ['opened_at', 'timestamptz'], number: ['number', 'text'] },
  find: ['number', 'external_id'],
} as const satisfies ListShape;

const amount = z.object({ value: z.string(), unit: z.string() });
const row = z.object({
  id: z.string(),
  revision: z.number(),
  number: z.string(),
  state: z.string(),
  request: z.string(),
  externalId: z.string(),
  system: z.string(),
  place: z.string(),
  items: z.array(z.object({ jobOrder: z.string(), what: z.string(), was: amount, told: amount.optional(), sentence: z.string() })),
  openedAt: z.string(),
  decision: z.string().nullable(),
  why: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});

/** Differences between begun orders and their requests. */
export const differences = answered(
  query({ address: 'planning.difference.list', summary: 'Differences between begun orders and their requests', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const all = database.db
      .selectFrom('planning.difference')
      .select([
        'id',
        'revision',
        'number',
        'state',
        'request',
        'external_id as externalId',
        'system',
        'place',
        'items',
        'opened_at as openedAt',
        'decision',
        'why',
        'decided_by as decidedBy',
        'decided_at as decidedAt',
      ])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(all, shape, input, now))) as never;
  },
);

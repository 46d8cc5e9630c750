import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', severity: 'severity', place: 'place' },
  sorts: { raisedAt: ['raised_at', 'timestamptz'], number: ['number', 'text'] },
  find: ['number', 'title', 'description'],
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  revision: z.number(),
  number: z.string(),
  state: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  place: z.string(),
  lots: z.array(z.string()),
  raisedBy: z.string(),
  raisedAt: z.string(),
});

/** Deviations, newest first unless asked otherwise. */
export const deviations = answered(
  query({ address: 'qms.deviation.list', summary: 'Deviations', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const q = database.db
      .selectFrom('qms.deviation')
      .select(['id', 'revision', 'number', 'state', 'title', 'severity', 'place', 'lots', 'raised_by as raisedBy', 'raised_at as raisedAt'])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(q, shape, input, now))) as never;
  },
);

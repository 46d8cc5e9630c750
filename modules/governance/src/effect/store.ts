import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';
import { measure } from './effect.ts';

const shape = { filters: { state: 'state', change: 'change', indicator: 'indicator', place: 'place' }, sorts: { until: ['until', 'timestamptz'] } } as const satisfies ListShape;
const row = z.object({
  id: z.string(),
  state: z.string(),
  change: z.string(),
  indicator: z.string(),
  place: z.string(),
  baseline: z.number(),
  aim: z.number(),
  since: z.string(),
  until: z.string(),
  before: measure.nullable(),
  after: measure.nullable(),
  sentence: z.string().nullable(),
});

/** What changes of the model were to do, and whether they did. */
export const effects = answered(
  query({ address: 'governance.effect.list', summary: 'Expected effects of changes of the model', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const told = database.db
      .selectFrom('governance.effect')
      .select(['id', 'state', 'change', 'indicator', 'place', 'baseline', 'aim', 'since', 'until', 'before', 'after', 'sentence'])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(told, shape, input, now))) as never;
  },
);

import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { jobOrder: 'job_order', runsAt: 'runs_at' },
  sorts: { from: ['from', 'timestamptz'] },
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  jobOrder: z.string(),
  from: z.string(),
  to: z.string(),
  runsAt: z.string(),
  persons: z.array(z.string()),
  good: z.string(),
  scrap: z.string(),
  unit: z.string(),
  endedBy: z.string(),
});

/** Intervals of work that were done, in the order of time. */
export const jobResponses = answered(
  query({ address: 'work.job-response.list', summary: 'Work done, interval by interval', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const all = database.db
      .selectFrom('work.job_response')
      .select(['id', 'job_order as jobOrder', 'from', 'to', 'runs_at as runsAt', 'persons', 'good', 'scrap', 'unit', 'ended_by as endedBy'])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(all, shape, input, now))) as never;
  },
);

import { houseRefusal, id, query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', place: 'place', definition: 'definition', workType: 'work_type', request: 'request', runsAt: 'runs_at' },
  sorts: { sequence: ['sequence', 'integer'], plannedStart: ['planned_start', 'timestamptz'], number: ['number', 'text'] },
  find: ['number', 'definition', 'lot_number', 'work_master'],
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  revision: z.number(),
  number: z.string(),
  state: z.string(),
  workType: z.string(),
  place: z.string(),
  runsAt: z.string().nullable(),
  workMaster: z.string().nullable(),
  definition: z.string().nullable(),
  lotNumber: z.string().nullable(),
  quantity: z.object({ value: z.string(), unit: z.string() }),
  plannedStart: z.string(),
  plannedEnd: z.string().nullable(),
  priority: z.number(),
  sequence: z.number(),
  request: z.string().nullable(),
  persons: z.array(z.string()),
  good: z.string(),
  scrap: z.string(),
  scrapByReason: z.array(z.object({ reason: z.string(), value: z.string() })),
  startedAt: z.string().nullable(),
  startedBy: z.string().nullable(),
  runningSince: z.string().nullable(),
  completedAt: z.string().nullable(),
  heldWhy: z.string().nullable(),
  directive: z.object({ workMaster: z.string(), since: z.string(), fields: z.record(z.string(), z.unknown()) }).nullable(),
});

// the directive is long; a list leaves it out, one order shows it
const columns = [
  'id',
  'revision',
  'number',
  'state',
  'work_type as workType',
  'place',
  'runs_at as runsAt',
  'work_master as workMaster',
  'definition',
  'lot_number as lotNumber',
  'quantity',
  'planned_start as plannedStart',
  'planned_end as plannedEnd',
  'priority',
  'sequence',
  'request',
  'persons',
  'good',
  'scrap',
  'scrap_by_reason as scrapByReason',
  'started_at as startedAt',
  'started_by as startedBy',
  'running_since as runningSince',
  'completed_at as completedAt',
  'held_why as heldWhy',
] as const;

/** Job orders in the order of the queue. */
export const jobOrders = answered(
  query({ address: 'work.job-order.list', summary: 'Job orders', input: listInput(shape), output: listOutput(row.omit({ directive: true })) }),
  async (input, { database, site, now }) =>
    JSON.parse(
      JSON.stringify(
        await page(
          database.db
            .selectFrom('work.job_order')
            .select([...columns])
            .where('site', '=', site),
          shape,
          input,
          now,
        ),
      ),
    ) as never,
);

/** One job order with its directive. */
export const oneJobOrder = answered(
  query({ address: 'work.job-order.show', summary: 'One job order', input: z.object({ jobOrder: id('work.job-order') }), output: row }),
  async (input, { database, site }) => {
    const found = await database.db
      .selectFrom('work.job_order')
      .select([...columns, 'directive'])
      .where('site', '=', site)
      .where('id', '=', input.jobOrder)
      .executeTakeFirst();
    if (!found) throw houseRefusal('work.job-order.show', 'not-found', { noun: 'job order', id: input.jobOrder, site });
    return JSON.parse(JSON.stringify(found)) as never;
  },
);

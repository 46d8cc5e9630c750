import { houseRefusal, id, query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', system: 'system' },
  sorts: { receivedAt: ['received_at', 'timestamptz'], number: ['number', 'text'], externalId: ['external_id', 'text'] },
  find: ['number', 'external_id', 'description'],
} as const satisfies ListShape;

const toldLine = z.object({
  line: z.string(),
  segment: z.string().optional(),
  material: z.string().optional(),
  lot: z.string().optional(),
  quantity: z.object({ value: z.string(), unit: z.string().optional() }).optional(),
  place: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
});
const line = z.object({
  told: toldLine,
  problems: z.array(z.object({ what: z.string(), told: z.string(), sentence: z.string() })),
  work: z.array(
    z.object({
      place: z.string(),
      workMaster: z.string(),
      definition: z.string().optional(),
      quantity: z.object({ value: z.string(), unit: z.string() }),
      plannedStart: z.string(),
    }),
  ),
});

const row = z.object({
  id: z.string(),
  revision: z.number(),
  number: z.string(),
  state: z.string(),
  system: z.string(),
  externalId: z.string(),
  description: z.string().nullable(),
  priority: z.number().nullable(),
  lines: z.array(line),
  orders: z.array(z.object({ key: z.string(), jobOrder: z.string() })),
  done: z.array(z.string()),
  message: z.string(),
  toldAt: z.string().nullable(),
  receivedAt: z.string(),
});

const columns = [
  'id',
  'revision',
  'number',
  'state',
  'system',
  'external_id as externalId',
  'description',
  'priority',
  'lines',
  'orders',
  'done',
  'message',
  'told_at as toldAt',
  'received_at as receivedAt',
] as const;

/** Production requests with their lines. */
export const requests = answered(
  query({ address: 'planning.production-request.list', summary: 'Production requests', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) =>
    JSON.parse(
      JSON.stringify(
        await page(
          database.db
            .selectFrom('planning.production_request')
            .select([...columns])
            .where('site', '=', site),
          shape,
          input,
          now,
        ),
      ),
    ) as never,
);

/** One production request. */
export const oneRequest = answered(
  query({ address: 'planning.production-request.show', summary: 'One production request', input: z.object({ request: id('planning.production-request') }), output: row }),
  async (input, { database, site }) => {
    const found = await database.db
      .selectFrom('planning.production_request')
      .select([...columns])
      .where('site', '=', site)
      .where('id', '=', input.request)
      .executeTakeFirst();
    if (!found) throw houseRefusal('planning.production-request.show', 'not-found', { noun: 'production request', id: input.request, site });
    return JSON.parse(JSON.stringify(found)) as never;
  },
);

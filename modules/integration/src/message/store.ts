import { houseRefusal, id, query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', direction: 'direction', system: 'system', flow: 'flow' },
  sorts: { at: ['at', 'timestamptz'], number: ['number', 'text'] },
  find: ['number', 'name', 'message_id', 'sentence'],
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  revision: z.number(),
  number: z.string(),
  state: z.string(),
  direction: z.string(),
  system: z.string(),
  flow: z.string().nullable(),
  name: z.string(),
  size: z.number(),
  noun: z.string().nullable(),
  dialect: z.string().nullable(),
  messageId: z.string().nullable(),
  parts: z.array(z.object({ externalId: z.string(), outcome: z.string(), sentence: z.string().optional() })),
  repeats: z.number(),
  reason: z.string().nullable(),
  sentence: z.string().nullable(),
  line: z.number().nullable(),
  at: z.string(),
  by: z.string(),
});

const columns = [
  'id',
  'revision',
  'number',
  'state',
  'direction',
  'system',
  'flow',
  'name',
  'size',
  'noun',
  'dialect',
  'message_id as messageId',
  'parts',
  'repeats',
  'reason',
  'sentence',
  'line',
  'at',
  'by',
] as const;

/** Messages in and out, without their text. */
export const messages = answered(
  query({ address: 'integration.message.list', reach: 'site', summary: 'Messages in and out', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) =>
    JSON.parse(
      JSON.stringify(
        await page(
          database.db
            .selectFrom('integration.message')
            .select([...columns])
            .where('site', '=', site),
          shape,
          input,
          now,
        ),
      ),
    ) as never,
);

/** One message with its text. */
export const oneMessage = answered(
  query({
    address: 'integration.message.show', reach: 'site',
    summary: 'One message with its text',
    input: z.object({ message: id('integration.message') }),
    output: row.extend({ raw: z.string().nullable(), file: z.string().nullable() }),
  }),
  async (input, { database, site }) => {
    const found = await database.db
      .selectFrom('integration.message')
      .select([...columns, 'raw', 'file'])
      .where('site', '=', site)
      .where('id', '=', input.message)
      .executeTakeFirst();
    if (!found) throw houseRefusal('integration.message.show', 'not-found', { noun: 'message', id: input.message, site });
    return JSON.parse(JSON.stringify(found)) as never;
  },
);

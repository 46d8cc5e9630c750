import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { houseRefusal, id, query } from '@millrace/kernel';
import { contents } from '@millrace/record';
import { answered, Download, downloaded, listInput, listOutput, page, type Database, type ListShape } from '@millrace/store';
import * as z from 'zod';
import { mostText } from './facts.ts';

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

/** One message with its text, where it is text that a screen can show. */
export const oneMessage = answered(
  query({
    address: 'integration.message.show',
    reach: 'site',
    summary: 'One message with its text',
    input: z.object({ message: id('integration.message') }),
    output: row.extend({
      raw: z.string().nullable(),
      file: z.string().nullable(),
      answers: z.string().nullable(),
      /** The message that came first, where this is the same again. */
      original: z.string().nullable(),
      answeredBy: z.array(z.object({ id: z.string(), number: z.string(), state: z.string() })),
    }),
  }),
  async (input, { database, site }) => {
    const found = await find(database, site, input.message, 'integration.message.show');
    const answeredBy = await database.db
      .selectFrom('integration.message')
      .select(['id', 'number', 'state'])
      .where('site', '=', site)
      .where('answers', '=', input.message)
      .orderBy('at')
      .execute();
    const raw = found.raw ?? (found.file !== null && found.size <= mostText ? asText(await contents(database, site).read(found.file)) : null);
    return JSON.parse(JSON.stringify({ ...found, raw, answeredBy })) as never;
  },
);

/** One message as the file it came as, byte for byte. */
export const readMessage = answered(
  query({ address: 'integration.message.read', summary: 'The bytes of a message', reach: 'site', input: z.object({ message: id('integration.message') }), output: downloaded() }),
  async (input, { database, site }) => {
    const { name, raw, file, size } = await find(database, site, input.message, 'integration.message.read');
    const bytes = Buffer.from(raw ?? '', 'utf8');
    const sha256 = file ?? createHash('sha256').update(bytes).digest('hex');
    const pieces = file === null ? Readable.from([bytes]) : contents(database, site).pieces(file);
    return new Download({ name: /\.\w+$/.test(name) ? name : `${name}.xml`, mediaType: 'application/octet-stream', bytes: file === null ? bytes.length : size, sha256, pieces });
  },
);

async function find(database: Database, site: string, message: string, address: string) {
  const found = await database.db
    .selectFrom('integration.message')
    .select([...columns, 'raw', 'file', 'answers', 'original'])
    .where('site', '=', site)
    .where('id', '=', message)
    .executeTakeFirst();
  if (!found) throw houseRefusal(address, 'not-found', { noun: 'message', id: message, site });
  return found as { name: string; raw: string | null; file: string | null; size: number } & Record<string, unknown>;
}

/** Bytes as the text they are; nothing where they are no UTF-8. */
function asText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // no text: it is offered as the file it is
  }
}

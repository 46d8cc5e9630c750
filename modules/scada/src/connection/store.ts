import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = { filters: { state: 'state', connection: 'connection', place: 'place' }, sorts: { connection: ['connection', 'text'] } } as const satisfies ListShape;
const moment = z.string();
const row = z.object({
  id: z.string(),
  state: z.string(),
  connection: z.string(),
  connector: z.string(),
  place: z.string(),
  server: z.string(),
  since: moment,
  lastHeardAt: moment.nullable(),
  lastError: z.object({ at: moment, message: z.string() }).nullable(),
  wrongClocks: z.array(z.object({ source: z.string(), skewMs: z.number(), since: moment })),
  odd: z.array(z.object({ signal: z.string(), sentence: z.string(), at: moment })),
  rebirthsAsked: z.number().nullable(),
  samplesWaiting: z.number(),
  wordsWaiting: z.number(),
  samplesWaitingSince: moment.nullable(),
  wordsWaitingSince: moment.nullable(),
  lagMs: z.number().nullable(),
  lagAt: moment.nullable(),
  waitsFor: z.string().nullable(),
  seenAt: moment,
});

/** How each connection fares, by what the server that listens said last. */
export const connections = answered(
  query({ address: 'scada.connection.list', summary: 'How connections to machines fare', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const q = database.db
      .selectFrom('scada.connection')
      .select([
        'id',
        'state',
        'connection',
        'connector',
        'place',
        'server',
        'since',
        'last_heard_at as lastHeardAt',
        'last_error as lastError',
        'wrong_clocks as wrongClocks',
        'odd',
        'rebirths_asked as rebirthsAsked',
        'samples_waiting as samplesWaiting',
        'words_waiting as wordsWaiting',
        'samples_waiting_since as samplesWaitingSince',
        'words_waiting_since as wordsWaitingSince',
        'lag_ms as lagMs',
        'lag_at as lagAt',
        'waits_for as waitsFor',
        'seen_at as seenAt',
      ])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(q, shape, input, now))) as never;
  },
);

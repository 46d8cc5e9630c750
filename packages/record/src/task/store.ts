import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = { filters: { state: 'state', rule: 'rule' }, sorts: { at: ['at', 'timestamptz'] }, find: ['reaction', 'rule', 'sentence'] } as const satisfies ListShape;
const row = z.object({
  id: z.string(),
  state: z.enum(['open', 'settled']),
  at: z.string(),
  /** The rule or the timer that was refused. */
  reaction: z.string(),
  /** Code of the refusal, and its sentence. */
  rule: z.string(),
  sentence: z.string(),
  /** What it followed: an event, and the record that the event is of. */
  eventType: z.string().nullable(),
  noun: z.string().nullable(),
  subject: z.string().nullable(),
  settledBy: z.string().nullable(),
  settledAt: z.string().nullable(),
  whatWasDone: z.string().nullable(),
});

/** What rules and timers were refused and left to a person, the open ones and those that were seen to. */
export const tasks = answered(
  query({
    address: 'record.task.list',
    summary: 'What rules were refused and left to a person',
    input: listInput(shape),
    output: listOutput(row),
    // a rule acts for the whole site, and what it left may concern any part of it
    reach: 'site',
  }),
  async (input, { database, site, now }) => {
    const left = database.db
      .selectFrom('record.task_left')
      .select([
        'id',
        'state',
        'at',
        'reaction',
        'rule',
        'sentence',
        'event_type as eventType',
        'noun',
        'subject',
        'settled_by as settledBy',
        'settled_at as settledAt',
        'what_was_done as whatWasDone',
      ])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(left, shape, input, now))) as never;
  },
);

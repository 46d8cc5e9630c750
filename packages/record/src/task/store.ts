import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';
import { knownAs, namesOutput, textsIn } from '../known-as.ts';

const shape = { filters: { state: 'state', rule: 'rule' }, sorts: { at: ['at', 'timestamptz'] }, find: ['reaction', 'rule', 'sentence'] } as const satisfies ListShape;
const row = z.object({
  id: z.string(),
  state: z.enum(['open', 'settled']),
  at: z.string(),
  /** The rule or the timer that was refused; of a report its address. */
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
  /** What a report that did not fit told, as it came, and by whom and when it happened; absent for what a rule left. */
  told: z.record(z.string(), z.unknown()).nullable(),
  toldBy: z.string().nullable(),
  happenedAt: z.string().nullable(),
});

/** What was left to a person: what rules and timers were refused, and reports that did not fit the record. The open ones, and those that were seen to. */
export const tasks = answered(
  query({
    address: 'record.task.list',
    summary: 'What rules, and reports that did not fit, left to a person',
    input: listInput(shape),
    output: listOutput(row).extend({ names: namesOutput }),
    // a rule acts for the whole site, and what it left may concern any part of it
    reach: 'site',
  }),
  async (input, asker) => {
    const { database, site, now } = asker;
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
        'told',
        'told_by as toldBy',
        'happened_at as happenedAt',
      ])
      .where('site', '=', site);
    const found = await page(left, shape, input, now);
    const names = await knownAs(
      asker,
      found.rows.flatMap((one) => textsIn(one.told)),
    );
    return JSON.parse(JSON.stringify({ ...found, rows: found.rows.map((one) => ({ ...one, told: fieldsOf(one.told) })), names })) as never;
  },
);

/** A report by its fields; one that came as no object stands as a whole. */
const fieldsOf = (told: unknown) => (told === null || (typeof told === 'object' && !Array.isArray(told)) ? told : { report: told });

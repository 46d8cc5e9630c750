import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

const row = z.object({
  flow: z.string().nullable(),
  name: z.string(),
  system: z.string(),
  systemName: z.string(),
  way: z.string(),
  message: z.string(),
  format: z.string(),
  by: z.string(),
  at: z.string(),
  lateAfter: z.string().nullable(),
  /** Folder under the drop folder, where it goes by one. */
  folder: z.string().nullable(),
  /** Last message that was read or sent. */
  lastAt: z.string().nullable(),
  /** Oldest message that still waits: how far behind the flow is. */
  waitingSince: z.string().nullable(),
  waiting: z.number(),
  deadLetters: z.number(),
  lastError: z.string().nullable(),
  lastErrorAt: z.string().nullable(),
});

/** Every flow of the model with how it goes: last message, lag, dead letters, last error. What belongs to no flow is one line more. */
export const flows = answered(
  query({ address: 'integration.flow.list', reach: 'site', summary: 'Flows and how they go', input: z.object({}), output: z.object({ rows: z.array(row), asOf: z.string() }) }),
  async (_input, { database, site, now }) => {
    const { rows } = await database.pool.query<Record<string, unknown>>({
      name: 'flows',
      text: `with told as (
        select coalesce(flow, '') as flow,
               max(at) filter (where state not in ('refused', 'not-sent', 'arrived', 'to-send')) as last_at,
               min(at) filter (where state in ('arrived', 'received', 'to-send')) as waiting_since,
               count(*) filter (where state in ('arrived', 'received', 'to-send'))::int as waiting,
               count(*) filter (where state in ('refused', 'not-sent'))::int as dead_letters,
               (array_agg(sentence order by at desc) filter (where sentence is not null))[1] as last_error,
               max(at) filter (where sentence is not null) as last_error_at
          -- a repeat that was kept before it took the flow of what came first is no message of no flow
          from integration.message where site = $1 and not (state = 'repeated' and flow is null) group by 1)
      select f.name as flow, f.fields->>'name' as name, f.fields->>'system' as system, coalesce(s.fields->>'name', f.fields->>'system') as "systemName", f.fields->>'way' as way,
             f.fields->>'message' as message, f.fields->>'format' as format, f.fields->>'by' as by, f.fields->>'at' as at, f.fields->>'lateAfter' as "lateAfter", f.fields->'settings'->>'folder' as folder,
             t.last_at as "lastAt", t.waiting_since as "waitingSince", coalesce(t.waiting, 0) as waiting, coalesce(t.dead_letters, 0) as "deadLetters", t.last_error as "lastError", t.last_error_at as "lastErrorAt"
        from model.current f
        left join model.current s on s.site = f.site and s.kind = 'integration.system' and s.name = f.fields->>'system'
        left join told t on t.flow = f.name
       where f.site = $1 and f.kind = 'integration.flow'
      union all
      select null, 'Messages of no flow', 'unknown', 'By hand or unknown', 'in', 'other', '', 'http', '', null, null, last_at, waiting_since, waiting, dead_letters, last_error, last_error_at from told where flow = ''
      order by 3, 5, 2`,
      values: [site],
    });
    return JSON.parse(JSON.stringify({ rows, asOf: now.toString() })) as never;
  },
);

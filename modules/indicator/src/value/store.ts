import { houseRefusal, query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { indicator: 'indicator', place: 'place', productionDay: 'production_day', state: 'state' },
  sorts: { startsAt: ['starts_at', 'timestamptz'] },
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  state: z.string(),
  indicator: z.string(),
  place: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  shift: z.string().nullable(),
  productionDay: z.string(),
  profile: z.string().nullable(),
  value: z.string().nullable(),
  flags: z.array(z.string()),
  factors: z.record(z.string(), z.number()),
  completeness: z.number(),
  before: z.array(z.object({ value: z.string().optional(), at: z.string() })),
  reckonedAt: z.string(),
});

/** Values of an indicator, by place and time. */
export const values = answered(
  query({ address: 'indicator.value.list', summary: 'Values of an indicator', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const q = database.db
      .selectFrom('indicator.value')
      .select([
        'id',
        'state',
        'indicator',
        'place',
        'starts_at as startsAt',
        'ends_at as endsAt',
        'shift',
        'production_day as productionDay',
        'profile',
        'value',
        'flags',
        'factors',
        'completeness',
        'before',
        'reckoned_at as reckonedAt',
      ])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(q, shape, input, now))) as never;
  },
);

/** From a number down to what it rests on: intervals with their reasons and orders, and the counts. */
export const explain = answered(
  query({
    address: 'indicator.value.explain',
    summary: 'Explain a number down to its intervals',
    input: z.object({ value: z.string() }),
    output: z.object({
      value: row,
      sums: z.record(z.string(), z.unknown()),
      intervals: z.array(
        z.object({
          id: z.string(),
          state: z.string(),
          mode: z.string(),
          startsAt: z.string(),
          endsAt: z.string().nullable(),
          jobOrder: z.string().nullable(),
          orderNumber: z.string().nullable(),
          reason: z.string().nullable(),
          source: z.string(),
        }),
      ),
      /** Orders that had the unit in the window, with what their people reported of the whole order, and their stretches of work in it (ISA-95 job responses). */
      orders: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          product: z.string().nullable(),
          good: z.string(),
          scrap: z.string(),
          responses: z.array(z.object({ at: z.string(), from: z.string(), to: z.string().nullable() })),
        }),
      ),
      counts: z.array(z.object({ id: z.string(), startsAt: z.string(), total: z.number(), scrap: z.number() })),
      /** Pieces made in a stretch in which nobody heard the unit. */
      unheard: z.array(z.object({ startsAt: z.string(), endsAt: z.string(), total: z.number(), scrap: z.number() })),
    }),
  }),
  async (input, { database, site }) => {
    const found = await database.pool.query<{ row: Record<string, unknown>; basis: string[]; sums: Record<string, unknown> }>(
      'select to_jsonb(v) as row, v.basis, v.sums from indicator.value v where site = $1 and id::text = $2',
      [site, input.value],
    );
    const value = found.rows[0];
    if (!value) throw houseRefusal('indicator.value.explain', 'not-found', { noun: 'value', id: input.value, site });
    const [intervals, counts, unheard] = await Promise.all([
      database.pool.query<{
        id: string;
        packml: string;
        mode: string;
        starts_at: Temporal.Instant;
        ends_at: Temporal.Instant | null;
        job_order: string | null;
        number: string | null;
        reason: string | null;
        source: string;
      }>(
        `select i.id, i.packml, i.mode, i.starts_at, i.ends_at, i.job_order, j.number, i.reason, i.source from scada.interval_in_force i left join work.job_order_in_force j on j.site = i.site and j.id = i.job_order
          where i.site = $1 and i.id = any($2) order by i.starts_at`,
        [site, value.basis],
      ),
      database.pool.query<{ id: string; starts_at: Temporal.Instant; total: number; scrap: number }>(
        'select id, starts_at, total, scrap from scada.count_in_force where site = $1 and id = any($2) order by starts_at',
        [site, value.basis],
      ),
      database.pool.query<{ starts_at: Temporal.Instant; ends_at: Temporal.Instant; total: number; scrap: number }>(
        `select starts_at, ends_at, sum(total)::float8 as total, sum(scrap)::float8 as scrap from scada.unheard_count_in_force
          where site = $1 and id = any($2) group by starts_at, ends_at order by ends_at`,
        [site, value.basis],
      ),
    ]);
    const r = value.row;
    const jobs = [...new Set(intervals.rows.flatMap((one) => one.job_order ?? []))];
    const orders =
      jobs.length === 0
        ? []
        : (
            await database.pool.query<{
              id: string;
              number: string;
              product: string | null;
              good: string;
              scrap: string;
              responses: { at: string; from: string; to: string | null }[];
            }>(
              `select j.id, j.number, j.definition as product, j.good::text as good, j.scrap::text as scrap, coalesce((
                 select json_agg(json_build_object('at', r.runs_at, 'from', r."from", 'to', r."to") order by r."from") from work.job_response_in_force r
                  where r.site = j.site and r.job_order = j.id and r."from" < $4::timestamptz and coalesce(r."to", 'infinity') > $3::timestamptz), '[]') as responses
               from work.job_order_in_force j where j.site = $1 and j.id = any($2) order by j.started_at`,
              [site, jobs, r.starts_at, r.ends_at],
            )
          ).rows;
    return {
      value: {
        id: r.id,
        state: r.state,
        indicator: r.indicator,
        place: r.place,
        startsAt: r.starts_at,
        endsAt: r.ends_at,
        shift: r.shift,
        productionDay: r.production_day,
        profile: r.profile,
        value: r.value,
        flags: r.flags,
        factors: r.factors,
        completeness: r.completeness,
        before: r.before,
        reckonedAt: r.reckoned_at,
      } as z.output<typeof row>,
      sums: value.sums,
      intervals: intervals.rows.map((one) => ({
        id: one.id,
        state: one.packml,
        mode: one.mode,
        startsAt: one.starts_at.toString(),
        endsAt: one.ends_at?.toString() ?? null,
        jobOrder: one.job_order,
        orderNumber: one.number,
        reason: one.reason,
        source: one.source,
      })),
      orders,
      counts: counts.rows.map((one) => ({ id: one.id, startsAt: one.starts_at.toString(), total: one.total, scrap: one.scrap })),
      unheard: unheard.rows.map((one) => ({ startsAt: one.starts_at.toString(), endsAt: one.ends_at.toString(), total: one.total, scrap: one.scrap })),
    };
  },
);

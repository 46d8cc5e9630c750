import { houseRefusal, query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

// 90 days: the window in which a recurrence asks for a corrective action of its own (ICH Q10 §3.2.2, as plants practise it)
const windowDays = 90;

const row = z.object({ id: z.string(), number: z.string(), title: z.string(), state: z.string(), raisedAt: z.string(), same: z.array(z.enum(['material', 'step', 'unit'])) });

/** Deviations of the 90 days before this one that share at least two of material, step and unit with it: the same again? */
export const seenBefore = answered(
  query({
    address: 'qms.recurrence.list',
    summary: 'Deviations like this one, in the 90 days before it',
    input: z.object({ deviation: z.string() }),
    output: z.object({ days: z.number(), rows: z.array(row) }),
  }),
  async ({ deviation }, { database, site }) => {
    const found = await database.pool.query({ name: 'deviation is there', text: `select from qms.deviation where site = $1 and id = $2`, values: [site, deviation] });
    if (found.rowCount === 0) throw houseRefusal('qms.recurrence.list', 'not-found', { noun: 'deviation', id: deviation, site });
    const { rows } = await database.pool.query<{
      id: string;
      number: string;
      title: string;
      state: string;
      raised_at: Temporal.Instant;
      material: boolean;
      step: boolean;
      unit: boolean;
    }>({
      name: 'seen before',
      text: `with of as (
               select d.*, j.definition, j.work_master from qms.deviation d left join work.job_order_in_force j on j.site = d.site and j.id = d.source->>'jobOrder' where d.site = $1
             ), this as (select * from of where id = $2),
             like_it as (
               select of.id, of.number, of.title, of.state, of.raised_at,
                      coalesce(of.definition = this.definition, false) as material,
                      coalesce(of.source->>'step' = this.source->>'step' and of.work_master = this.work_master, false) as step,
                      of.place = this.place as unit
                 from of cross join this
                where of.id <> this.id and of.raised_at < this.raised_at and of.raised_at >= this.raised_at - make_interval(days => $3)
             )
             select * from like_it where material::int + step::int + unit::int >= 2 order by material::int + step::int + unit::int desc, raised_at desc limit 20`,
      values: [site, deviation, windowDays],
    });
    return {
      days: windowDays,
      rows: rows.map(({ raised_at, material, step, unit, ...one }) => ({
        ...one,
        raisedAt: raised_at.toString(),
        same: [material && ('material' as const), step && ('step' as const), unit && ('unit' as const)].filter((word) => word !== false),
      })),
    };
  },
);

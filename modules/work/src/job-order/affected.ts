import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

// what a person, a place or a work master still has to do with: begun or not, but not over
const open = ['waiting', 'dispatched', 'running', 'paused', 'held'];
const begun = `j.directive is not null`;

const touched = {
  person: `($2 = any(j.persons) or $2 = any(coalesce(j.running_by, '{}')))`,
  place: `(j.place = $2 or j.runs_at = $2)`,
  material: `j.definition = $2`,
  'master-not-started': `j.work_master = $2 and not (${begun})`,
  'master-started': `j.directive->>'workMaster' = $2 and ${begun}`,
  // a step, or the whole, that only somebody with it may do: by the directive it started with, else by the master of now
  qualification: `jsonb_path_exists(coalesce(j.directive, (select m.fields from model.current m where m.site = j.site and m.kind = 'work.master' and m.name = j.work_master)), '$.**.requires ? (@ == $q)', jsonb_build_object('q', $2::text))`,
} as const;

/** Open job orders that a change of the model would touch: what `plan` counts. */
export const affectedOrders = answered(
  query({
    address: 'work.job-order.affected',
    summary: 'Open job orders that a change of the model would touch',
    input: z.object({ by: z.enum(['person', 'place', 'material', 'master-not-started', 'master-started', 'qualification']), name: z.string() }),
    output: z.object({ names: z.array(z.string()) }),
    // who sees a part would count too few, and a plan must not
    reach: 'site',
  }),
  async ({ by, name }, { database, site }) => {
    const { rows } = await database.pool.query<{ number: string }>(
      `select j.number from work.job_order j where j.site = $1 and j.state = any($3) and ${touched[by]} order by j.number`,
      [site, name, open],
    );
    return { names: rows.map((row) => row.number) };
  },
);

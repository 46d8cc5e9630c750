import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

const touched = { person: 'a.owner', place: 'a.place', board: 'a.board' } as const;

/** Open actions that a change of the model would touch: what `plan` counts. */
export const affectedActions = answered(
  query({
    address: 'governance.action.affected',
    summary: 'Open actions that a change of the model would touch',
    input: z.object({ by: z.enum(['person', 'place', 'board']), name: z.string() }),
    output: z.object({ names: z.array(z.string()) }),
    // who sees a part would count too few, and a plan must not
    reach: 'site',
  }),
  async ({ by, name }, { database, site }) => {
    const { rows } = await database.pool.query<{ number: string }>(
      `select a.number from governance.action a where a.site = $1 and ${touched[by]} = $2 and a.state in ('open', 'in-progress', 'done') order by a.number`,
      [site, name],
    );
    return { names: rows.map((row) => row.number) };
  },
);

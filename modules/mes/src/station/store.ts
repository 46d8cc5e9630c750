import { query } from '@millrace/kernel';
import { answered, permitsAt } from '@millrace/store';
import { start } from '@millrace/work';
import * as z from 'zod';

const station = z.object({
  unit: z.string(),
  name: z.string(),
  line: z.string(),
  mayWork: z.boolean().describe(`Whether a role of the asker, held or lent, lets them start work there (${start.address})`),
});

/** Terminals of the plant that whoever asks may open, and at which of them they may work: by their roles at this moment, lent ones included. */
export const stations = answered(
  query({ address: 'mes.station.list', summary: 'Stations at which you may work', input: z.object({}), output: z.object({ rows: z.array(station) }) }),
  async (_input, { database, site, policy, grants, sees }) => {
    const units = await database.pool.query<{ unit: string; name: string; line: string }>(
      `select name as unit, coalesce(fields->>'name', name) as name, fields->>'in' as line from model.current
        where site = $1 and kind = 'equipment.unit' and (fields->>'station')::boolean order by fields->>'in', name`,
      [site],
    );
    // what a person at a terminal does first: who may start work at a unit works there, others look on
    const mayWork = (unit: string) => permitsAt(policy, start, unit, grants).length > 0;
    return { rows: units.rows.filter(({ unit }) => sees(unit)).map((row) => ({ ...row, mayWork: mayWork(row.unit) })) };
  },
);

import { covers, query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

/** What a person at a terminal does first; who may do this at a unit works there, others look on. */
const work = 'work.job-order.start';

const station = z.object({
  unit: z.string(),
  name: z.string(),
  line: z.string(),
  mayWork: z.boolean().describe(`Whether a role of the asker, held or lent, lets them start work there (${work})`),
});

/** Terminals of the plant that whoever asks may open, and at which of them they may work: by their roles at this moment, lent ones included. */
export const stations = answered(
  query({ address: 'mes.station.list', summary: 'Stations at which you may work', input: z.object({}), output: z.object({ rows: z.array(station) }) }),
  async (_input, { database, site, person, now, policy, sees }) => {
    const units = await database.pool.query<{ unit: string; name: string; line: string }>(
      `select name as unit, coalesce(fields->>'name', name) as name, fields->>'in' as line from model.current
        where site = $1 and kind = 'equipment.unit' and (fields->>'station')::boolean order by fields->>'in', name`,
      [site],
    );
    const { rows: grants } = await database.pool.query<{ pattern: string; place: string | null }>('select pattern, place from personnel.granted($1, $2, $3)', [
      site,
      person,
      now.toString(),
    ]);
    const places = grants.filter(({ pattern }) => covers(pattern, work)).map(({ place }) => place);
    const mayWork = (unit: string) => places.some((place) => place === null || policy.isWithin(unit, place));
    return { rows: units.rows.filter(({ unit }) => sees(unit)).map((row) => ({ ...row, mayWork: mayWork(row.unit) })) };
  },
);

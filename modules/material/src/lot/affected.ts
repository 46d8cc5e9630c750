import { query } from '@millrace/kernel';
import { duration, readDuration } from '@millrace/model';
import { answered } from '@millrace/store';
import * as z from 'zod';

/** Lots that a change of the model would touch: what `plan` counts. A rejected lot is touched by nothing. */
export const affectedLots = answered(
  query({
    address: 'material.lot.affected',
    summary: 'Lots that a change of the model would touch',
    input: z.object({
      by: z.enum(['material', 'place', 'shelf-life']),
      name: z.string(),
      shelfLife: duration.optional().describe('Shelf life as it would be; for the lots that would expire earlier'),
    }),
    output: z.object({ names: z.array(z.string()) }),
    // who sees a part would count too few, and a plan must not
    reach: 'site',
  }),
  async ({ by, name, shelfLife }, { database, site }) => {
    const { rows } = await database.pool.query<{ lot_number: string; received_at: Temporal.Instant; expires_at: Temporal.Instant | null }>(
      `select lot_number, received_at, expires_at from material.lot where site = $1 and state <> 'rejected' and ${by === 'place' ? 'place' : 'definition'} = $2 order by lot_number`,
      [site, name],
    );
    if (by !== 'shelf-life' || shelfLife === undefined) return { names: rows.map((row) => row.lot_number) };
    // the day a lot came in stands for the day it was made, which a lot does not say yet: it expires no later than this
    const end = (row: { received_at: Temporal.Instant }) => row.received_at.toZonedDateTimeISO('UTC').add(readDuration(shelfLife)).toInstant();
    return { names: rows.filter((row) => row.expires_at !== null && Temporal.Instant.compare(end(row), row.expires_at) < 0).map((row) => row.lot_number) };
  },
);

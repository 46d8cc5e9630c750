import { query } from '@millrace/kernel';
import { duration } from '@millrace/model';
import { answered } from '@millrace/store';
import * as z from 'zod';
import { earlierExpiry } from './expiry.ts';

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
  async ({ by, name, shelfLife }, { database, site, policy }) => {
    const { rows } = await database.pool.query<{ lot_number: string; received_at: Temporal.Instant; expires_at: Temporal.Instant | null }>(
      `select lot_number, received_at, expires_at from material.lot where site = $1 and state <> 'rejected' and ${by === 'place' ? 'place' : 'definition'} = $2 order by lot_number`,
      [site, name],
    );
    if (by !== 'shelf-life' || shelfLife === undefined) return { names: rows.map((row) => row.lot_number) };
    return {
      names: rows.flatMap((row) => (earlierExpiry({ receivedAt: row.received_at, expiresAt: row.expires_at ?? undefined }, shelfLife, policy.timeZone) ? [row.lot_number] : [])),
    };
  },
);

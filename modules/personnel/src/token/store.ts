import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

const row = z.object({ id: z.string(), name: z.string(), person: z.string(), state: z.string(), issuedBy: z.string(), issuedAt: z.string(), endsAt: z.string() });

/** Ways in for machines: which are valid, since when and until when. */
export const tokens = answered(
  query({ address: 'personnel.token.review', summary: 'Tokens of machines', input: z.object({}), output: z.object({ rows: z.array(row) }), reach: 'site' }),
  async (_input, { database, site }) => {
    const { rows } = await database.pool.query(
      `select id, name, person, state, issued_by as "issuedBy", issued_at as "issuedAt", ends_at as "endsAt" from personnel.token where site = $1 order by state desc, ends_at limit 500`,
      [site],
    );
    return { rows: JSON.parse(JSON.stringify(rows)) as z.output<typeof row>[] };
  },
);

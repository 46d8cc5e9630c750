import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';
import { isMachine } from '../gate/ground.ts';

const row = z.object({
  id: z.string(),
  name: z.string(),
  person: z.string(),
  state: z.string(),
  isMachine: z.boolean().describe("Whether the account is a machine's; a token of a person's account opens nothing"),
  issuedBy: z.string(),
  issuedAt: z.string(),
  endsAt: z.string(),
});

/** Ways in for machines: which are valid, since when and until when. */
export const tokens = answered(
  query({ address: 'personnel.token.review', summary: 'Tokens of machines', input: z.object({}), output: z.object({ rows: z.array(row) }), reach: 'site' }),
  async (_input, { database, site }) => {
    const { rows } = await database.pool.query(
      `select t.id, t.name, t.person, t.state, ${isMachine('t')} as "isMachine", t.issued_by as "issuedBy", issued_at as "issuedAt", ends_at as "endsAt" from personnel.token t where t.site = $1 order by t.state desc, t.ends_at limit 500`,
      [site],
    );
    return { rows: JSON.parse(JSON.stringify(rows)) as z.output<typeof row>[] };
  },
);

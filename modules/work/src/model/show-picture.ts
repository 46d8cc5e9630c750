import { houseRefusal, query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

/** A picture by its content's hash: also one that the model no longer has, for work begun keeps what it began with. */
export const onePicture = answered(
  query({
    address: 'work.picture.show',
    summary: 'Picture of a step, by the hash of its content',
    input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  }),
  async ({ sha256 }, { database, site }) => {
    const { rows } = await database.pool.query<{ fields: { name: string; mediaType: string; content: string } }>({
      name: 'picture',
      text: `select fields from model.ever where site = $1 and kind = 'work.picture' and name = $2 limit 1`,
      values: [site, sha256],
    });
    if (!rows[0]) throw houseRefusal('work.picture.show', 'not-found', { noun: 'picture', id: sha256, site });
    return rows[0].fields;
  },
);

import { houseRefusal, id, query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', definition: 'definition', place: 'place' },
  sorts: { receivedAt: ['received_at', 'timestamptz'], lotNumber: ['lot_number', 'text'] },
  find: ['lot_number', 'definition', 'supplier_lot'],
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  revision: z.number(),
  state: z.string(),
  lotNumber: z.string(),
  definition: z.string(),
  quantity: z.object({ value: z.string(), unit: z.string() }),
  place: z.string(),
  receivedAt: z.string(),
  expiresAt: z.string().nullable(),
  holds: z.array(z.object({ noun: z.string(), cause: z.string(), reason: z.string() })).nullable(),
});

const columns = ['id', 'revision', 'state', 'lot_number as lotNumber', 'definition', 'quantity', 'place', 'received_at as receivedAt', 'expires_at as expiresAt', 'holds'] as const;

/** Lots with what may be done with them. */
export const lots = answered(
  query({ address: 'material.lot.list', summary: 'Lots and their disposition', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) => {
    const found = await page(
      database.db
        .selectFrom('material.lot')
        .select([...columns])
        .where('site', '=', site),
      shape,
      input,
      now,
    );
    return JSON.parse(JSON.stringify(found)) as never;
  },
);

/** One lot, by identity. */
export const oneLot = answered(
  query({ address: 'material.lot.show', summary: 'One lot', input: z.object({ lot: id('material.lot') }), output: row }),
  async (input, { database, site }) => {
    const found = await database.db
      .selectFrom('material.lot')
      .select([...columns])
      .where('site', '=', site)
      .where('id', '=', input.lot)
      .executeTakeFirst();
    if (!found) throw houseRefusal('material.lot.show', 'not-found', { noun: 'lot', id: input.lot, site });
    return JSON.parse(JSON.stringify(found)) as never;
  },
);

import { query } from '@millrace/kernel';
import type pg from 'pg';
import * as z from 'zod';
import { lookBack } from './look-back.ts';
import { answered, type Asker } from './room.ts';

const window = {
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  /** Where the page before ended. */
  after: z.string().max(200).optional(),
};
const output = z.object({ facts: z.array(z.record(z.string(), z.unknown())), next: z.string().nullable() });

export interface AskedPast {
  readonly from: string;
  readonly to: string;
  readonly after?: string | undefined;
}

/** A page of the past of a noun, in an order that a key tells, for whoever rehearses rules on it. Read in a transaction that can write nothing. */
export const pastQuery = <const A extends string, M extends z.ZodRawShape = Record<never, never>>(
  address: A,
  summary: string,
  pageOf: (client: pg.PoolClient, asked: AskedPast & z.output<z.ZodObject<M>>, asker: Asker) => Promise<{ facts: readonly object[]; next: string | null }>,
  more?: M,
) =>
  answered(query({ address, summary, input: z.object({ ...window, ...more }), output }), async (asked, asker) => {
    const page = await lookBack(asker.database, (client) => pageOf(client, asked as never, asker));
    // moments and rows as they travel
    return JSON.parse(JSON.stringify(page)) as z.output<typeof output>;
  });

import type pg from 'pg';
import type { Database } from './connect.ts';

/**
 * Looks at the past in a transaction that can write nothing and sees one moment of the database throughout. Whoever reads many rows to say
 * what would have been is kept by the database itself from changing anything.
 */
export async function lookBack<T>(database: Database, look: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  let isBroken = false;
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    return await look(client);
  } finally {
    await client.query('rollback').catch(() => (isBroken = true));
    client.release(isBroken);
  }
}

/** The least identity that was made at a moment or after it: acts lie in the order of their identities, which begin with the time. */
export function earliestId(at: Temporal.Instant): string {
  const ms = at.epochMilliseconds.toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

import type { Writable } from 'node:stream';
import type pg from 'pg';

/**
 * Sends statements without waiting for answers, in one write to the socket: each write wakes the database's process anew,
 * which cost more than all the rules of an act. Answers all, or throws the first error after all have settled, for in a
 * pipeline the later ones come back too.
 */
export async function sendTogether(client: pg.PoolClient, statements: readonly (string | pg.QueryConfig)[]): Promise<pg.QueryResult[]> {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  let sent: Promise<pg.QueryResult>[];
  try {
    sent = statements.map((statement) => client.query(statement as pg.QueryConfig));
  } finally {
    stream.uncork();
  }
  const results = await Promise.allSettled(sent);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<pg.QueryResult>).value);
}

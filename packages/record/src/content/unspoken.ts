import type { Database } from '@millrace/store';

// a day: the command comes in the same request as its bytes, so this is a thousand times long enough, also for one that is tried again after a night
const keptFor = '1 day';

/** Takes away bytes that came in and that no record came to speak of: their command was refused. Answers how many contents and bytes. */
export async function forgetUnspoken(database: Database, site: string): Promise<{ readonly contents: number; readonly bytes: number }> {
  const { rows } = await database.pool.query<{ bytes: number }>('select bytes from record.forget_unspoken($1, $2)', [site, keptFor]);
  return { contents: rows.length, bytes: rows.reduce((sum, row) => sum + row.bytes, 0) };
}

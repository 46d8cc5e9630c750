import type pg from 'pg';

/** All answers, or the first error after all have settled: in a pipeline the later ones come back too. */
export async function settled(queries: readonly (Promise<pg.QueryResult> | undefined)[]): Promise<(pg.QueryResult | undefined)[]> {
  const results = await Promise.allSettled(queries);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<pg.QueryResult | undefined>).value);
}

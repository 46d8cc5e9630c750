import type { Clock } from '@millrace/kernel';
import type { Database } from '@millrace/store';
import type { Anchor } from './anchor.ts';
import { actsBetween, chainValue, leafOf, merkleRoot, noChain } from './leaf.ts';

// a batch a minute or 1,000 acts: what a forger could still change unseen is bounded by both
const batch = 1000;

/** Seals what was sequenced since the last seal and anchors it; answers how many acts. One server at a time. */
export async function sealNew(database: Database, site: string, clock: Clock, anchor: Anchor): Promise<number> {
  const client = await database.pool.connect();
  let total = 0;
  try {
    for (;;) {
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock(hashtext('record.seal'), hashtext($1))`, [site]);
      const last = (
        await client.query<{ number: number; last_ordinal: number; chain: Buffer }>(
          'select number, last_ordinal, chain from record.seal where site = $1 order by number desc limit 1',
          [site],
        )
      ).rows[0];
      const first = Number(last?.last_ordinal ?? 0) + 1;
      const acts = await actsBetween(client, site, first, first + batch - 1);
      if (acts.length === 0) {
        await client.query('commit');
        return total;
      }
      const leaves = acts.map(leafOf);
      const seal = { site, number: (last?.number ?? 0) + 1, firstOrdinal: first, lastOrdinal: acts.at(-1)!.ordinal, clock: clock.kind, root: merkleRoot(leaves) };
      const chain = chainValue(last?.chain ?? noChain, seal);
      const sealedAt = clock.now().toString();
      await client.query('insert into record.seal (site, number, sealed_at, clock, first_ordinal, last_ordinal, leaves, root, chain) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        site,
        seal.number,
        sealedAt,
        seal.clock,
        seal.firstOrdinal,
        seal.lastOrdinal,
        Buffer.concat(leaves),
        seal.root,
        chain,
      ]);
      await client.query('commit');
      // after the commit: a witness of a seal that was never made would cry wolf for ever; one missing is written at the next pass
      anchor.write({ site, number: seal.number, lastOrdinal: seal.lastOrdinal, sealedAt, chain: chain.toString('hex') }, (last?.chain ?? noChain).toString('hex'));
      total += acts.length;
      if (acts.length < batch) return total;
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Writes to the anchor the seals it lacks: after a crash between commit and witness, or for a new witness. */
export async function anchorMissing(database: Database, site: string, anchor: Anchor): Promise<number> {
  const { upTo, beyond } = anchor.witnessed(site);
  const { rows } = await database.pool.query<{ number: number; last_ordinal: number; sealed_at: Temporal.Instant; chain: Buffer; previous: Buffer | null }>(
    `select number, last_ordinal, sealed_at, chain, (select b.chain from record.seal b where b.site = s.site and b.number = s.number - 1) as previous
       from record.seal s where site = $1 and number > $2 and number <> all($3::int[]) order by number`,
    [site, upTo, [...beyond]],
  );
  for (const row of rows)
    anchor.write(
      { site, number: row.number, lastOrdinal: Number(row.last_ordinal), sealedAt: row.sealed_at.toString(), chain: row.chain.toString('hex') },
      (row.previous ?? noChain).toString('hex'),
    );
  return rows.length;
}

import { readEvent, type Registry } from '@millrace/kernel';
import type pg from 'pg';
import type { Database } from './connect.ts';
import { lockKey } from './lock-key.ts';

export interface Sequencer {
  /** Stamps what is committed; answers how many acts. 0 when another server holds the lease. */
  readonly run: () => Promise<number>;
  readonly stop: () => Promise<void>;
  readonly holdsLease: () => boolean;
}

const batch = 500;

/**
 * Gives positions to committed acts of one site, and fans their events out to the queued reactions. One server at a time:
 * the lease is a lock of its own connection, so a server that dies or loses the database loses it at once, and one that
 * was paused cannot stamp over its successor.
 */
export function sequencer(database: Database, site: string, rooms: Registry, onStamped: (client: pg.PoolClient) => Promise<unknown>): Sequencer {
  let client: pg.PoolClient | undefined;
  let running: Promise<number> | undefined;
  let isAgain = false;
  let isStopped = false;

  const lease = async (): Promise<pg.PoolClient | undefined> => {
    if (client) return client;
    const candidate = await database.pool.connect();
    const [a, b] = lockKey('sequencer', site);
    const taken = await candidate.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [a, b]).catch((error: unknown) => {
      candidate.release(true);
      throw error;
    });
    if (!taken.rows[0]?.taken) {
      candidate.release();
      return undefined;
    }
    candidate.once('error', () => {
      if (client !== candidate) return;
      client = undefined;
      candidate.release(true); // else each loss of the database would take a connection from the pool for good
    });
    client = candidate;
    return candidate;
  };

  const pass = async (): Promise<number> => {
    const held = await lease();
    if (!held) return 0;
    let total = 0;
    for (;;) {
      const count = await stamp(held, site, rooms);
      total += count;
      if (count < batch) break;
    }
    if (total > 0) await onStamped(held);
    return total;
  };

  return {
    run: async () => {
      if (isStopped) return 0;
      if (running) {
        isAgain = true;
        return running;
      }
      running = pass().catch((error: unknown) => {
        client?.release(true);
        client = undefined;
        throw error;
      });
      try {
        let count = await running;
        while (isAgain && !isStopped) {
          isAgain = false;
          count += await (running = pass());
        }
        return count;
      } finally {
        running = undefined;
      }
    },
    stop: async () => {
      isStopped = true;
      await running?.catch(() => undefined);
      client?.release(true);
      client = undefined;
    },
    holdsLease: () => client !== undefined,
  };
}

async function stamp(client: pg.PoolClient, site: string, rooms: Registry): Promise<number> {
  await client.query('begin');
  try {
    const { rows } = await client.query<{ act: string; first_position: number }>({
      name: 'stamp',
      text: 'select act, first_position from store.stamp($1, $2)',
      values: [site, batch],
    });
    const heardTypes = [...new Set(rooms.reactions.filter((reaction) => reaction.when === 'queued').map((reaction) => reaction.on))];
    if (rows.length > 0 && heardTypes.length > 0) await fanOut(client, site, rooms, rows, heardTypes);
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function fanOut(client: pg.PoolClient, site: string, rooms: Registry, stamped: readonly { act: string; first_position: number }[], types: readonly string[]): Promise<void> {
  const first = new Map(stamped.map((row) => [row.act, row.first_position]));
  const { rows } = await client.query<{ id: string; act: string; part: number; type: string; version: number; noun: string; subject: string; data: Record<string, unknown> }>({
    name: 'heard',
    text: 'select id, act, part, type, version, noun, subject, data from store.event where site = $1 and act = any($2) and type = any($3)',
    values: [site, stamped.map((row) => row.act), types],
  });
  const deliveries = rows.flatMap((row) => {
    const event = readEvent(rooms.nouns.get(row.noun)!, row.type, row.version, row.subject, row.data);
    return rooms.reactions
      .filter((reaction) => reaction.when === 'queued' && reaction.on === row.type)
      .map((reaction) => ({ reaction: reaction.name, key: reaction.key(event as never), position: first.get(row.act)! + row.part, event: row.id, act: row.act }));
  });
  if (deliveries.length === 0) return;
  await client.query({
    name: 'fan out',
    text: `insert into store.delivery (site, reaction, key, position, event, act)
      select $1, d.reaction, d.key, d.position, d.event, d.act from jsonb_to_recordset($2::jsonb) as d(reaction text, key text, position bigint, event uuid, act uuid) on conflict do nothing`,
    values: [site, JSON.stringify(deliveries)],
  });
}

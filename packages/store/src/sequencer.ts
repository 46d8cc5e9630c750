import { readEvent, type Reaction, type Registry } from '@millrace/kernel';
import type pg from 'pg';
import type { Database } from './connect.ts';
import { lockKey } from './lock-key.ts';
import { commit, sendTogether, type Statement } from './trip.ts';

/** What a run of the sequencer did. */
export interface Stamped {
  readonly acts: number;
  /** Deliveries that now wait for the queued reactions. */
  readonly deliveries: number;
}

export interface Sequencer {
  /** Stamps what is committed; nothing when another server holds the lease. */
  readonly run: () => Promise<Stamped>;
  readonly stop: () => Promise<void>;
  readonly holdsLease: () => boolean;
}

const batch = 500;
const nothing: Stamped = { acts: 0, deliveries: 0 };
const sum = (a: Stamped, b: Stamped): Stamped => ({ acts: a.acts + b.acts, deliveries: a.deliveries + b.deliveries });

/**
 * Gives positions to committed acts of one site, and fans their events out to the queued reactions. One server at a time:
 * the lease is a lock of its own connection, so a server that dies or loses the database loses it at once, and one that
 * was paused cannot stamp over its successor.
 */
export function sequencer(database: Database, site: string, rooms: Registry, told: (deliveries: number) => readonly Statement[]): Sequencer {
  const heard = Map.groupBy(
    rooms.reactions.filter((reaction) => reaction.when === 'queued'),
    (reaction) => reaction.on,
  );
  let client: pg.PoolClient | undefined;
  let running: Promise<Stamped> | undefined;
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

  const pass = async (): Promise<Stamped> => {
    const held = await lease();
    if (!held) return nothing;
    let total = nothing;
    for (;;) {
      const stamped = await stamp(held, { site, rooms, heard, told });
      total = sum(total, stamped);
      if (stamped.acts < batch) return total;
    }
  };

  return {
    run: async () => {
      if (isStopped) return nothing;
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
        let stamped = await running;
        while (isAgain && !isStopped) {
          isAgain = false;
          stamped = sum(stamped, await (running = pass()));
        }
        return stamped;
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

interface Stamping {
  readonly site: string;
  readonly rooms: Registry;
  /** Queued reactions by the type of event they hear of. */
  readonly heard: ReadonlyMap<string, readonly Reaction[]>;
  readonly told: (deliveries: number) => readonly Statement[];
}

// each statement in the stamp's function looks anew where a transaction allows it: an act that commits while the stamp is under way would be stamped
// by it, and its events not seen around it: nothing would ever follow from them
const beginAtOneMoment: Statement = { name: 'begin at one moment', text: 'begin isolation level repeatable read', values: [] };

/** Two trips, as an act: the first stamps and reads what is heard of, the second fans it out, commits and then tells of it. */
async function stamp(client: pg.PoolClient, { site, rooms, heard, told }: Stamping): Promise<Stamped> {
  try {
    const [, stamped] = await sendTogether(client, [beginAtOneMoment, stampStatement(site, [...heard.keys()])]);
    const acts = new Set(stamped!.rows.map(([act]) => act)).size;
    if (acts === 0) {
      await sendTogether(client, [commit]);
      return nothing;
    }
    const deliveries = stamped!.rows.flatMap((row) => deliveriesOf(row, rooms, heard));
    await sendTogether(client, [...(deliveries.length > 0 ? [fanOut(site, deliveries)] : []), commit, ...told(deliveries.length)]);
    return { acts, deliveries: deliveries.length };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

const stampStatement = (site: string, types: readonly string[]): Statement => ({
  name: 'stamp',
  // the inner question is asked act by act, by its index: the planner takes 500 acts for reason enough to read all events
  text: `select s.act, s.first_position, e.id, e.part, e.type, e.version, e.noun, e.subject, e.data from store.stamp($1, $2) s left join lateral
    (select * from store.event where site = $1 and act = s.act and recorded_at = s.recorded_at and type = any($3) offset 0) e on true`,
  values: [site, batch, types],
});

function deliveriesOf([act, first, id, part, type, version, noun, subject, data]: readonly (string | null)[], rooms: Registry, heard: Stamping['heard']) {
  if (id == null) return [];
  const event = readEvent(rooms.nouns.get(noun!)!, type!, Number(version), subject!, JSON.parse(data!) as Record<string, unknown>);
  const listeners = heard.get(type!)!.filter((reaction) => isHeardBy(reaction, event));
  return listeners.map((reaction) => ({ reaction: reaction.name, key: reaction.key(event as never), position: Number(first) + Number(part), event: id, act }));
}

/** Whether a rule says that an event is its own. One that cannot say it is given the event: its delivery fails then, and holds back nothing but its own. */
function isHeardBy({ isFor }: Reaction, event: object): boolean {
  try {
    return isFor(event as never);
  } catch {
    return true;
  }
}

const fanOut = (site: string, deliveries: readonly object[]): Statement => ({
  name: 'fan out',
  text: `insert into store.delivery (site, reaction, key, position, event, act)
    select $1, d.reaction, d.key, d.position, d.event, d.act from jsonb_to_recordset($2::jsonb) as d(reaction text, key text, position bigint, event uuid, act uuid) on conflict do nothing`,
  values: [site, JSON.stringify(deliveries)],
});

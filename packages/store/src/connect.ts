import { Fault, NotReached } from '@millrace/kernel';
import pg from 'pg';
import { Kysely, PostgresDialect } from 'kysely';
import { isDatabaseError, isLockedOut, unanswered, unreached } from './database-error.ts';
import { arrayText } from './trip.ts';

/** Two users of one database: the owner migrates, the application works and cannot alter history. */
export interface Database {
  /** Runtime pool: commands, and what the house does by itself. */
  readonly pool: pg.Pool;
  /** Composed reads for lists and screens, on a pool of its own so that no screen delays a command. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each room narrows it to its own tables
  readonly db: Kysely<any>;
  readonly url: string;
  /** The same database as somebody sees it who may see these parts of the plant and nothing else; null is everything. Reads only. */
  readonly seenFrom: (places: readonly string[] | null) => Database;
  /** The whole of it for a question that reads all there ever was, such as the proof of the trail: it takes the time it takes, one such at a time. */
  readonly unhurried: () => Database;
  readonly close: () => Promise<void>;
}

/** Start options of a connection that works for the house itself and sees the whole site (schema/0002_sight.sql). */
export const seesAll = '-c millrace.scope=*';

// 1114 and 1184 are timestamp and timestamptz: text in, Temporal out, never a Date with its local zone
const types = {
  getTypeParser(oid: number, format?: string) {
    if (oid === 1184) return (text: string) => Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
    if (oid === 20) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

// 10 min: a terminal reports every few minutes, and a new connection signs in, fills its caches and plans each statement some five times before the first act on it costs
// what it should. After the 10 s of `pg` nearly each act of a quiet shift paid that
const idleForMs = 600_000;

/** How long is waited for the database before whoever asked is told, ms. */
export interface Patience {
  /** For a record or a table that somebody else holds; an act tries five times. */
  readonly lockMs: number;
  /** For a connection, and for any answer on it. */
  readonly answerMs: number;
}

// 2 s: acts hold records for milliseconds. 60 s: the slowest question of a screen is answered in a few, a first answer after a database's crash in some twenty
const patient: Patience = { lockMs: 2_000, answerMs: 60_000 };

/**
 * Opens the database. `connections` bounds the pool for commands; half as many again serve the screens. Without
 * `isDurable` a commit does not wait for the disk: for a rehearsed past only, which can be rehearsed again.
 */
export function connect(url: string, connections = 10, isDurable = true, { lockMs, answerMs }: Patience = patient): Database {
  const options = `-c timezone=UTC -c datestyle=ISO ${seesAll}${isDurable ? '' : ' -c synchronous_commit=off'}`;
  const shared = {
    connectionString: url,
    types: types as pg.CustomTypesConfig,
    application_name: 'millrace',
    idleTimeoutMillis: idleForMs,
    connectionTimeoutMillis: answerMs,
    // a database that stands still, or a line that swallows, says nothing at all: only this side can tell
    query_timeout: answerMs,
  };
  const pool = new pg.Pool({ ...shared, options: `${options} -c lock_timeout=${lockMs}`, max: connections });
  // what a screen gave up is not reckoned to its end
  const reads = new pg.Pool({ ...shared, options: `${options} -c statement_timeout=${answerMs}`, max: Math.max(2, Math.ceil(connections / 2)) });
  // a minute is enough to know that a database stands still, and not to read the rows of years: this one is told by the line alone
  const long = new pg.Pool({ ...shared, query_timeout: 0, keepAlive: true, idleTimeoutMillis: 10_000, options, max: 1 });
  long.on('error', () => undefined);
  long.on('connect', (client) => client.on('error', () => undefined));
  // an idle connection that the database ended is replaced at the next use; without a listener it would end the process
  pool.on('error', () => undefined);
  reads.on('error', () => undefined);
  // a connection in use tells its loss to the query it runs; the event besides would end the process
  pool.on('connect', (client) => client.on('error', () => undefined));
  reads.on('connect', (client) => client.on('error', () => undefined));
  // what is asked outside an act may have written when its line breaks
  pool.query = queryBy(() => taken(pool), unanswered) as never;
  const close = async () => {
    await Promise.all([pool.end(), reads.end(), long.end()]);
  };
  const takeAs = scoped(reads);
  const seenFrom = (places: readonly string[] | null): Database => {
    const take = () => takeAs(places);
    const seen: pg.Pool = Object.create(reads, { connect: { value: take }, query: { value: queryBy(take, unreached) } });
    return { pool: seen, db: new Kysely({ dialect: new PostgresDialect({ pool: seen }) }), url, seenFrom, unhurried, close };
  };
  const unhurried = (): Database => ({ ...seenFrom(null), pool: long });
  return { ...seenFrom(null), pool };
}

const everything = '*';

/** Hands out connections of a pool that see what is asked for and no more; one that is left as it must be costs no trip. */
function scoped(reads: pg.Pool): (places: readonly string[] | null) => Promise<pg.PoolClient> {
  const scopes = new WeakMap<object, string>();
  return async (places) => {
    const wanted = places === null ? everything : arrayText(places);
    const client = await taken(reads);
    if ((scopes.get(client) ?? everything) === wanted) return client;
    try {
      await client.query({ name: 'scope', text: `select set_config('millrace.scope', $1, false)`, values: [wanted] });
    } catch (error) {
      client.release(true);
      throw new Fault('A question could not be given its scope', error);
    }
    scopes.set(client, wanted);
    return client;
  };
}

/** A connection of a pool. One that does not come is no fault of what was asked. */
export const taken = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: unknown) => {
    throw new NotReached(error);
  });

function queryBy(take: () => Promise<pg.PoolClient>, lost: (error: unknown) => unknown) {
  return async (...asked: [pg.QueryConfig]) => {
    const client = await take();
    let isLost = false;
    try {
      return await client.query(...asked);
    } catch (error) {
      // an answer of the database leaves the connection whole; anything else does not
      isLost = !isDatabaseError(error);
      // a lock that did not come in its time: the one statement did nothing
      throw isLockedOut(error) ? new NotReached(error) : lost(error);
    } finally {
      client.release(isLost);
    }
  };
}

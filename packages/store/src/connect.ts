import pg from 'pg';
import { Kysely, PostgresDialect } from 'kysely';

/** Two users of one database: the owner migrates, the application works and cannot alter history. */
export interface Database {
  /** Runtime pool. Statements of one client are sent without waiting (pipeline). */
  readonly pool: pg.Pool;
  /** Composed reads for lists and screens, on a pool of its own so that no screen delays a command. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each room narrows it to its own tables
  readonly db: Kysely<any>;
  readonly url: string;
  readonly close: () => Promise<void>;
}

// 1114 and 1184 are timestamp and timestamptz: text in, Temporal out, never a Date with its local zone
const types = {
  getTypeParser(oid: number, format?: string) {
    if (oid === 1184) return (text: string) => Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
    if (oid === 20) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/**
 * Opens the database. `connections` bounds the pool for commands; half as many again serve the screens. Without
 * `isDurable` a commit does not wait for the disk: for a rehearsed past only, which can be rehearsed again.
 */
export function connect(url: string, connections = 10, isDurable = true): Database {
  const shared = { connectionString: url, options: `-c timezone=UTC -c datestyle=ISO${isDurable ? '' : ' -c synchronous_commit=off'}`, types: types as pg.CustomTypesConfig, application_name: 'millrace' };
  const pool = new pg.Pool({ ...shared, max: connections, pipeline: true } as pg.PoolConfig);
  const reads = new pg.Pool({ ...shared, max: Math.max(2, Math.ceil(connections / 2)) });
  // an idle connection that the database ended is replaced at the next use; without a listener it would end the process
  pool.on('error', () => undefined);
  reads.on('error', () => undefined);
  // a connection in use tells its loss to the query it runs; the event besides would end the process
  pool.on('connect', (client) => client.on('error', () => undefined));
  reads.on('connect', (client) => client.on('error', () => undefined));
  return {
    pool,
    db: new Kysely({ dialect: new PostgresDialect({ pool: reads }) }),
    url,
    close: async () => {
      await Promise.all([pool.end(), reads.end()]);
    },
  };
}

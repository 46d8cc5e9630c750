import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { Readable } from 'node:stream';
import { decodeRows, type Row } from './row.ts';
import { migrate } from './schema.ts';

/** The samples of a plant: an embedded engine or a ClickHouse server, whichever the URL names. */
export interface Historian {
  /** Makes the database and its tables, or brings them to this version. */
  migrate(): Promise<{ readonly applied: readonly number[] }>;
  /** Whether it answers now. */
  isAlive(): Promise<boolean>;
  close(): Promise<void>;

  /** For this room only: bytes in ClickHouse's TabSeparated. Resolves when they are on disk. */
  insertBytes(table: string, tabSeparated: Buffer, deduplicationToken: string): Promise<void>;
  /** For this room only: rows as objects. */
  ask<T>(query: string, parameters: Parameters): Promise<T[]>;
  /** For this room only: samples as they come, for a query that selects `readColumns`. */
  rows(query: string, parameters: Parameters): AsyncIterable<Row[]>;
  /** For this room only: the bytes of an answer as they come, for formats with a fixed row. */
  bytes(query: string, parameters: Parameters): AsyncIterable<Buffer>;
  /** For this room only. */
  command(query: string, parameters?: Parameters): Promise<void>;
}
export type Parameters = Readonly<Record<string, unknown>>;

export interface HistorianOptions {
  /** One database holds all sites. Default `millrace`. */
  readonly database?: string;
  /** 60 s: an insert of 50,000 rows takes 0.1 s; a read of a year takes a few. */
  readonly timeoutMs?: number;
}

/** A client for the historian at `url`. Opens nothing until first used. */
export function createHistorian(url: string, options: HistorianOptions = {}): Historian {
  const database = options.database ?? 'millrace';
  if (!/^[a-z_][a-z0-9_]*$/.test(database)) throw new RangeError(`database is ${JSON.stringify(database)}; use lower-case letters, digits and _.`);
  const settings = { request_timeout: options.timeoutMs ?? 60_000, application: 'millrace', log: { level: ClickHouseLogLevel.OFF } } as const;
  const client = createClient({ url, database, ...settings });

  return {
    async migrate() {
      const root: ClickHouseClient = createClient({ url, ...settings });
      try {
        await root.command({ query: `create database if not exists ${database}` });
      } finally {
        await root.close();
      }
      return migrate(client);
    },
    isAlive: async () => (await client.ping()).success,
    close: () => client.close(),

    async insertBytes(table, tabSeparated, deduplicationToken) {
      await client.insert({
        table,
        values: Readable.from([tabSeparated], { objectMode: false }),
        format: 'TabSeparated',
        // a device with a wrong clock, or years of history in one batch, touch many months
        clickhouse_settings: { insert_deduplication_token: deduplicationToken, max_partitions_per_insert_block: '10000' },
      });
    },
    async ask<T>(query: string, parameters: Parameters): Promise<T[]> {
      const result = await client.query({ query, query_params: { ...parameters }, format: 'JSONEachRow' });
      return result.json<T>();
    },
    async *rows(query, parameters) {
      let rest: Buffer = Buffer.alloc(0);
      for await (const chunk of readStream(client, query, parameters)) {
        const decoded = decodeRows(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false);
        rest = decoded.rest;
        if (decoded.rows.length > 0) yield decoded.rows;
      }
      decodeRows(rest, true);
    },
    bytes: (query, parameters) => readStream(client, query, parameters),
    async command(query, parameters) {
      await client.command({ query, ...(parameters && { query_params: { ...parameters } }) });
    },
  };
}

async function* readStream(client: ClickHouseClient, query: string, parameters: Parameters): AsyncIterable<Buffer> {
  const { stream } = await client.exec({ query: `${query} format RowBinary`, query_params: { ...parameters } });
  yield* stream as AsyncIterable<Buffer>;
}

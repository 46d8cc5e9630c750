import type { ClickHouseClient } from '@clickhouse/client';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

// fsync on: 8 ms more per batch measured (19 instead of 11 ms for 1,000 rows); what was acknowledged survives a power cut
const durable = 'fsync_after_insert = 1, fsync_part_directory = 1';

/** Forward only, each once, in this order. Statements bear being run again: a crash between two of them is no harm. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'samples and the latest of each signal',
    statements: [
      `create table if not exists sample (
        site LowCardinality(String) comment 'Site whose signal it is; first part of the key',
        signal LowCardinality(String) comment 'Identity of the signal at its site',
        source_time DateTime64(9, 'UTC') comment 'When it was true, by the clock of the source' codec(DoubleDelta, ZSTD(1)),
        kind Enum8('number' = 1, 'boolean' = 2, 'integer' = 3, 'text' = 4, 'none' = 5) comment 'Where the value stands',
        value Float64 comment 'In the unit of the signal; 0 and 1 for booleans; nearest double for integers beyond 2^53' codec(Gorilla, ZSTD(1)),
        text String comment 'Texts, JSON of structures, exact digits of large integers' codec(ZSTD(1)),
        quality UInt32 comment 'OPC UA StatusCode, OPC 10000-4 section 7.39' codec(T64, ZSTD(1)),
        marks LowCardinality(String) comment 'Comma-separated words of the connector: stale, clock-ahead, ...',
        received_at DateTime64(6, 'UTC') comment 'When we heard it, by our clock' codec(DoubleDelta, ZSTD(1)),
        sequence UInt64 comment 'Order of arrival; of two samples at one source time the higher stands' codec(DoubleDelta, ZSTD(1))
      ) engine = ReplacingMergeTree(sequence)
      partition by toYYYYMM(source_time)
      order by (site, signal, source_time)
      settings ${durable}
      comment 'One row per signal and source time, however often it was sent'`,
      `create table if not exists latest (
        site LowCardinality(String),
        signal LowCardinality(String),
        last AggregateFunction(argMax,
          Tuple(DateTime64(9, 'UTC'), Enum8('number' = 1, 'boolean' = 2, 'integer' = 3, 'text' = 4, 'none' = 5), Float64, String, UInt32, String, DateTime64(6, 'UTC'), UInt64),
          Tuple(DateTime64(9, 'UTC'), UInt64))
      ) engine = AggregatingMergeTree
      order by (site, signal)
      settings ${durable}
      comment 'The sample with the latest source time of each signal'`,
      `create materialized view if not exists latest_from_sample to latest as
      select site, signal,
        argMaxState((source_time, kind, value, text, quality, CAST(marks, 'String'), received_at, sequence), (source_time, sequence)) as last
      from sample
      group by site, signal`,
    ],
  },
];

/** The database holds a schema that this version of Millrace does not know: an older server must not write to it. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
}

/** Brings the historian's tables to this version. Several servers may do so at once. */
export async function migrate(client: ClickHouseClient, steps: readonly Migration[] = migrations): Promise<{ readonly applied: readonly number[] }> {
  await client.command({
    query: `create table if not exists schema_version (
      version UInt32, name String, applied_at DateTime default now()
    ) engine = ReplacingMergeTree order by version comment 'Migrations of the historian that were run here'`,
  });
  const known = await (await client.query({ query: 'select max(version) as version from schema_version', format: 'JSONEachRow' })).json<{ version: number }>();
  const current = Number(known[0]?.version ?? 0);
  const newest = steps.at(-1)?.version ?? 0;
  if (current > newest) throw new NewerSchema(`The historian's tables have version ${current}; this server knows them up to ${newest}. Start a server of the newer version.`);

  const applied: number[] = [];
  for (const { version, name, statements } of steps) {
    if (version <= current) continue;
    for (const query of statements) await client.command({ query });
    await client.insert({ table: 'schema_version', columns: ['version', 'name'], values: [{ version, name }], format: 'JSONEachRow' });
    applied.push(version);
  }
  return { applied };
}

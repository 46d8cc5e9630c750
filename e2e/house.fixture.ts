import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const root = join(import.meta.dirname, '..');

/** A data folder of a test's own; PostgreSQL runs as another user and must get in. */
export function dataFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `millrace-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** A running supervisor with everything it started. */
export interface Supervised {
  readonly pid: number;
  readonly urls: readonly string[];
  readonly startedInS: number;
  readonly output: () => string;
  /** Resolves with the exit code, or the signal it died by. */
  readonly exited: Promise<number | string>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

/**
 * Starts the house as `npm start` does, and waits until it is up. Ports are free ones. In a terminal it is started by its launcher,
 * and a signal goes to all that belong to the terminal, as Ctrl-C does.
 */
export async function supervise(data: string, env: Readonly<Record<string, string>> = {}, isInTerminal = false): Promise<Supervised> {
  const started = performance.now();
  const given = {
    MILLRACE_PORT: String(await freePorts(Number(env.MILLRACE_SERVERS ?? 1))),
    MILLRACE_MQTT_PORT: '0',
    MILLRACE_DEMO_DAYS: '0',
    MILLRACE_LOG: 'warn',
    MILLRACE_SIMULATOR: 'off',
    ...env,
  };
  const child: ChildProcess = spawn(process.execPath, [join(root, isInTerminal ? 'tools/start.js' : 'apps/supervisor/src/main.ts')], {
    cwd: root,
    detached: isInTerminal,
    env: { ...process.env, ...given, MILLRACE_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const pipe of [child.stdout!, child.stderr!]) pipe.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code ?? 0)));
  const urls = await until('the house is up', 170_000, () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Final(`the supervisor ended before it was up:\n${output}`);
    const found = /Millrace is up: (.+?)   \(/.exec(output)?.[1];
    return found?.split(/\s+/);
  });
  return {
    pid: child.pid!,
    urls,
    startedInS: (performance.now() - started) / 1000,
    output: () => output,
    exited,
    signal: (signal) => void (isInTerminal ? process.kill(-child.pid!, signal) : child.kill(signal)),
  };
}

/** The first of some free ports in a row: a server that is started again must find its own again. */
async function freePorts(count: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const { port: got } = probe.address() as { port: number };
        probe.close(() => resolve(got));
      });
    });
  for (;;) {
    const first = (await tryPort(0))!;
    const more = await Promise.all(Array.from({ length: count - 1 }, (_, i) => tryPort(first + 1 + i)));
    if (more.every((port) => port !== undefined)) return first;
  }
}

/** Waiting longer will not help. */
class Final extends Error {}

/** Waits until something is so, and gives what it is. */
export async function until<T>(what: string, withinMs: number, ask: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  let last: unknown;
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      if (error instanceof Final) throw error;
      last = error;
    }
    await pause(50);
  }
  throw new Error(`Not within ${withinMs} ms: ${what}`, { cause: last });
}
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/** Every process below one, by what the system says of parents. */
export function descendants(pid: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }];
      } catch {
        return []; // it ended while we looked
      }
    });
  const found: Process[] = [];
  const below = (of: number) => {
    for (const one of all)
      if (one.parent === of) {
        found.push({ pid: one.pid, command: one.command });
        below(one.pid);
      }
  };
  below(pid);
  return found;
}

/** Whether a process lives; one that has ended and was not yet buried does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export const serversOf = (pid: number) => descendants(pid).filter((one) => one.command.includes('apps/server/src/main.ts'));
export const historianOf = (pid: number) => descendants(pid).find((one) => one.command.includes('historian-engine'));
export const postmasterOf = (data: string) => Number(readFileSync(join(data, 'postgres/pg/postmaster.pid'), 'utf8').split('\n')[0]);

/** The owner's connection to the embedded database of a data folder. */
export async function onDatabase<T>(data: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { owner } = JSON.parse(readFileSync(join(data, 'postgres/postgres-secrets.json'), 'utf8')) as { owner: string };
  const port = readFileSync(join(data, 'postgres/postgres.port'), 'utf8').trim();
  const client = new pg.Client({ connectionString: `postgres://millrace_owner:${owner}@127.0.0.1:${port}/millrace` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A person at a browser. */
export interface Person {
  readonly cookie: string;
  readonly command: (
    address: string,
    input: unknown,
    more?: { readonly key?: string; readonly url?: string; readonly [field: string]: unknown },
  ) => Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
  readonly query: (address: string, parameters?: Readonly<Record<string, string>>) => Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
}

const route = (address: string) => `/api/${address.replaceAll('.', '/')}`;

export async function signIn(url: string, user: string, password = 'millrace-demo'): Promise<Person> {
  const answer = await fetch(`${url}/api/personnel/session/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input: { user, password, station: 'e2e' } }),
  });
  if (!answer.ok) throw new Error(`${user} could not sign in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  const read = async (response: Response) => ({ status: response.status, body: (await response.json()) as Record<string, unknown> });
  return {
    cookie,
    command: async (address, input, { key, url: at, ...more } = {}) =>
      read(
        await fetch(`${at ?? url}${route(address)}`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key ?? crypto.randomUUID() },
          body: JSON.stringify({ input, ...more }),
          signal: AbortSignal.timeout(8_000),
        }),
      ),
    query: async (address, parameters = {}) => read(await fetch(`${url}${route(address)}?${new URLSearchParams(parameters)}`, { headers: { cookie } })),
  };
}

/** Sends one act until it is acknowledged, with the same key, as a terminal does. Answers the acknowledgement. */
export async function insist(person: Person, url: () => string, address: string, input: unknown): Promise<Readonly<Record<string, unknown>>> {
  const key = crypto.randomUUID();
  return until(`${address} is acknowledged`, 60_000, async () => {
    const answer = await person.command(address, input, { key, url: url() });
    if (answer.status === 200 || answer.status === 202) return answer.body;
    if (answer.status < 500) throw new Final(`${address} was refused: ${JSON.stringify(answer.body)}`);
    return undefined;
  });
}

/** Ends what a test started and removes its folder. */
export async function clean(data: string, ...houses: readonly (Supervised | undefined)[]): Promise<void> {
  for (const house of houses) {
    if (!house || !isAlive(house.pid)) continue;
    house.signal('SIGINT');
    await Promise.race([house.exited, pause(15_000)]);
    if (isAlive(house.pid)) house.signal('SIGKILL');
  }
  if (existsSync(join(data, 'postgres/pg/postmaster.pid'))) {
    const pid = postmasterOf(data);
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    await pause(500);
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

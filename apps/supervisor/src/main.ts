import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { startHistorian } from './historian-process.ts';
import { lockFolder } from './lock.ts';
import { machinePorts, type MachinePorts } from './machine-ports.ts';
import { namedPlant } from './named-plant.ts';
import { startPostgres, tryPort } from './postgres.ts';
import { startServer, type RunningServer } from './server-process.ts';
import { startSimulator } from './simulator-process.ts';
import { webPorts } from './web-ports.ts';

const root = resolve(import.meta.dirname, '../../..');
const env = plantAsked();
const data = resolve(root, env.MILLRACE_DATA?.trim() || '.millrace');
const started = performance.now();
const say = (text: string) => process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);

mkdirSync(join(data, 'log'), { recursive: true });
const unlock = takeFolder();
// the embedded database hears the signals too and may end this process before all below is done
process.on('exit', unlock);
const engineLog = createWriteStream(join(data, 'log/engines.log'), { flags: 'a' });
const note = (line: string) => void engineLog.write(`${new Date().toISOString()} ${line.trimEnd()}\n`);

const line = (facts: object, message: string) => note(`historian: ${message} ${JSON.stringify(facts)}`);
const historianLog = { info: line, warn: line, error: line };

const ends: (() => Promise<unknown> | void)[] = [unlock];
let isStopping = false;
/** Stops everything in the opposite order of its start. */
const stop = async (code: number) => {
  if (isStopping) return;
  isStopping = true;
  say('stopping ...');
  for (const end of ends.toReversed()) await Promise.resolve(end()).catch((error: unknown) => note(String(error)));
  process.exit(code);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGHUP', () => void stop(0));
// the launcher holds the other end: when it is gone, no signal comes any more
if (process.env.MILLRACE_LAUNCHED) process.stdin.resume().on('end', () => void stop(0));

try {
  const ports = await webPorts(env);

  let databaseUrl = env.DATABASE_URL;
  let ownerUrl = env.DATABASE_OWNER_URL;
  if (!databaseUrl) {
    const postgres = await startPostgres(join(data, 'postgres'), note);
    ends.push(() => postgres.stop());
    databaseUrl = postgres.appUrl;
    ownerUrl = postgres.ownerUrl;
    say('database up (PostgreSQL, embedded)');
  } else say('database by DATABASE_URL');

  let historianUrl = env.HISTORIAN_URL;
  if (!historianUrl) {
    const historianPort = (await tryPort(0))!;
    const historian = await startHistorian({ dataDir: join(data, 'historian'), port: historianPort, log: historianLog });
    ends.push(() => historian.stop());
    historianUrl = historian.url;
    say('historian up (ClickHouse, embedded)');
  } else say('historian by HISTORIAN_URL');

  // where `millrace backup` finds what it reads, while we run
  writeFileSync(join(data, 'engines.json'), JSON.stringify({ pid: process.pid, ownerUrl: ownerUrl ?? databaseUrl, historianUrl }), { mode: 0o600 });
  ends.push(() => rmSync(join(data, 'engines.json'), { force: true }));

  const isSimulated = (env.MILLRACE_DEMO ?? 'on') === 'on' && env.MILLRACE_SIMULATOR !== 'off';
  const plantName = resolve(root, env.MILLRACE_PLANT?.trim() || 'plants/tablets').endsWith(`${sep}gearbox`) ? 'gearbox' : 'tablets';
  const machines: MachinePorts = isSimulated ? await machinePorts(env, plantName) : { env: {}, notes: [] };
  for (const note of machines.notes) say(note);

  const servers: RunningServer[] = [];
  for (const [i, port] of ports.entries()) {
    const server = await startServer({
      root,
      env: {
        ...env,
        ...machines.env,
        MILLRACE_DATA: data,
        MILLRACE_PLANT: resolve(root, env.MILLRACE_PLANT?.trim() || 'plants/tablets'),
        DATABASE_URL: databaseUrl,
        DATABASE_OWNER_URL: ownerUrl ?? databaseUrl,
        HISTORIAN_URL: historianUrl,
        MILLRACE_PORT: String(port),
      },
      logFile: join(data, `log/server-${i + 1}.log`),
      say,
      onGaveUp: () => void stop(1),
    });
    servers.push(server);
    ends.push(() => server.stop());
  }
  if (isSimulated) {
    const mqttUrl = env.MQTT_URL ?? `mqtt://127.0.0.1:${machines.env.MILLRACE_MQTT_PORT ?? 1883}`;
    const simulator = startSimulator({
      root,
      plant: plantName,
      mqttUrl,
      primaryHost: 'millrace-tablets',
      shdrPort: Number(machines.env.MILLRACE_SHDR_PORT ?? 7878),
      logFile: join(data, 'log/simulator.log'),
      scheduleFolder: undefined,
      from: livesSince(),
      env,
    });
    ends.push(() => simulator.stop());
    say(`simulated plant up (${plantName === 'gearbox' ? 'MTConnect SHDR' : 'Sparkplug B'})`);
  }
  say(`Millrace is up: ${servers.map((server) => server.url).join('  ')}   (Ctrl-C stops it)`);
  await printAccounts(servers[0]!.url);
} catch (error) {
  // who stops it during its start ends the servers and engines that this start waits for: nothing went wrong
  if (!isStopping) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await stop(1);
}

/** When the life began that the demo's past was told of; the simulated plant goes on with it. */
function livesSince(): string | undefined {
  const path = join(data, 'demo-life.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { from: string }).from : undefined;
}

/** The environment for the plant that was named after the command, or the end of this start with a sentence. */
function plantAsked(): NodeJS.ProcessEnv {
  try {
    return namedPlant(process.argv[2], process.env, root);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** The lock of the data folder, or the end of this start with a sentence. */
function takeFolder(): () => void {
  try {
    return lockFolder(join(data, 'supervisor.lock'));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function printAccounts(url: string): Promise<void> {
  const answer = (await (await fetch(`${url}/api/session/demo`)).json()) as { accounts: { user: string; name: string; role: string; password: string; pin: string }[] };
  if (answer.accounts.length === 0) return;
  const { password, pin } = answer.accounts[0]!;
  process.stdout.write(`\n  Demo accounts, password ${password}, PIN ${pin} at a terminal (only in demo mode):\n`);
  for (const account of answer.accounts) process.stdout.write(`    ${account.user.padEnd(20)} ${account.role.padEnd(28)} ${account.name}\n`);
  process.stdout.write('\n');
}

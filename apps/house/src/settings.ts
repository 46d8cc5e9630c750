/** What the command line is told: which server, and who asks. `millrace help settings` prints this list too. */
export const commandLineSettings = [
  { name: 'MILLRACE_URL', what: 'Server that the command line speaks to', standard: 'http://<MILLRACE_HOST>:<MILLRACE_PORT>' },
  { name: 'MILLRACE_USER', what: 'Who asks on the command line', standard: '' },
  { name: 'MILLRACE_PASSWORD', what: 'Their password; it signs as well. For a demo only: elsewhere let it ask', standard: '' },
  { name: 'MILLRACE_TOKEN', what: 'Token of a machine, in place of user and password', standard: '' },
] as const;

/** Everything else that is set from outside. `millrace help settings` prints this list. */
export const settingsList = [
  { name: 'MILLRACE_DATA', what: 'Folder of all embedded data', standard: '.millrace' },
  { name: 'MILLRACE_PLANT', what: 'Folder of the operating model', standard: 'plants/tablets' },
  { name: 'MILLRACE_PORT', what: 'Port of the web and the interface', standard: '4000' },
  { name: 'MILLRACE_HOST', what: 'Address it listens on', standard: '127.0.0.1' },
  { name: 'MILLRACE_DEMO', what: 'Demo accounts and simulated plant: on or off', standard: 'on' },
  { name: 'MILLRACE_DEMO_DAYS', what: 'Days of simulated past that a demo plant gets at its first start', standard: '7' },
  { name: 'MILLRACE_SIMULATOR', what: 'The simulated plant of the demo: on or off', standard: 'on' },
  { name: 'MILLRACE_MQTT_PORT', what: 'Port of the embedded broker; 0 starts none. A demo takes a free one where 1883 is taken', standard: '1883' },
  { name: 'MILLRACE_SHDR_PORT', what: 'Port of the simulated machine of the gearbox demo; a free one where 7878 is taken', standard: '7878' },
  { name: 'MILLRACE_SHARED_DATA', what: 'Folder with recorded real data for tests and the simulator', standard: '' },
  { name: 'MILLRACE_LOG', what: 'Least level that is logged: trace, debug, info, warn, error', standard: 'info' },
  { name: 'MILLRACE_SERVERS', what: 'Servers that the supervisor starts on the same engines', standard: '1' },
  { name: 'DATABASE_URL', what: 'PostgreSQL 16 or newer, as the application user; embedded when absent', standard: '' },
  { name: 'DATABASE_OWNER_URL', what: 'The same database as its owner, who migrates', standard: '' },
  { name: 'HISTORIAN_URL', what: 'ClickHouse by HTTP; embedded when absent', standard: '' },
  { name: 'MQTT_URL', what: 'Broker; embedded when absent', standard: '' },
  { name: 'MILLRACE_WITNESS', what: 'Witness file of the seals; keep it where the database administrator cannot write', standard: '<data>/witness/seals.jsonl' },
  { name: 'MILLRACE_ANCHOR_KEY', what: 'Key of the witness', standard: '<data>/keys/anchor.pem' },
  { name: 'MILLRACE_DROP', what: 'Drop folder of messages in and out', standard: '<data>/drop' },
  { name: 'MILLRACE_MOST_MB', what: 'Largest file or message that is taken over HTTP, megabytes', standard: '128' },
  { name: 'MILLRACE_SCHEMAS', what: 'Folder with the B2MML XSDs, to validate what is sent', standard: '' },
] as const;

export interface Settings {
  readonly data: string;
  readonly plant: string;
  readonly port: number;
  readonly host: string;
  readonly isDemo: boolean;
  readonly demoDays: number;
  readonly logLevel: string;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly historianUrl: string | undefined;
  readonly mqttUrl: string | undefined;
  readonly witness: string;
  readonly anchorKey: string;
  readonly drop: string;
  /** Largest body that is taken over HTTP, bytes. */
  readonly mostBytes: number;
  readonly schemas: string | undefined;
}

/** Reads the settings; one that does not fit is named with what would be right. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const text = (name: string, standard: string) => env[name]?.trim() || standard;
  const port = Number(text('MILLRACE_PORT', '4000'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`MILLRACE_PORT is "${env.MILLRACE_PORT}"; give a port from 0 to 65535.`);
  const demo = text('MILLRACE_DEMO', 'on');
  if (!['on', 'off'].includes(demo)) throw new TypeError(`MILLRACE_DEMO is "${demo}"; write on or off.`);
  const days = Number(text('MILLRACE_DEMO_DAYS', '7'));
  if (!Number.isInteger(days) || days < 0 || days > 60) throw new TypeError(`MILLRACE_DEMO_DAYS is "${env.MILLRACE_DEMO_DAYS}"; give whole days from 0 to 60.`);
  const mostMb = Number(text('MILLRACE_MOST_MB', '128'));
  if (!(mostMb > 0 && mostMb <= 1024)) throw new TypeError(`MILLRACE_MOST_MB is "${env.MILLRACE_MOST_MB}"; give megabytes up to 1024.`);
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) throw new TypeError('DATABASE_URL is not set. Start with `npm start`, which brings a database of its own, or name one.');
  const data = text('MILLRACE_DATA', '.millrace');
  return {
    data,
    plant: text('MILLRACE_PLANT', 'plants/tablets'),
    port,
    host: text('MILLRACE_HOST', '127.0.0.1'),
    isDemo: demo === 'on',
    demoDays: days,
    logLevel: text('MILLRACE_LOG', 'info'),
    databaseUrl,
    ownerUrl: text('DATABASE_OWNER_URL', databaseUrl),
    historianUrl: env.HISTORIAN_URL || undefined,
    mqttUrl: env.MQTT_URL || undefined,
    witness: text('MILLRACE_WITNESS', `${data}/witness/seals.jsonl`),
    anchorKey: text('MILLRACE_ANCHOR_KEY', `${data}/keys/anchor.pem`),
    drop: text('MILLRACE_DROP', `${data}/drop`),
    mostBytes: Math.floor(mostMb * 1_000_000),
    schemas: env.MILLRACE_SCHEMAS || undefined,
  };
}

import { hostname } from 'node:os';
import { join } from 'node:path';
import { door } from '@millrace/http';
import { pino } from 'pino';
import { secretDoor } from './secret-door.ts';
import { contentDoor } from './content-door.ts';
import { demoAccounts } from './demo.ts';
import { routeEnrolment } from './enrolment.ts';
import { firstStart } from './first-start.ts';
import { setUpText } from './set-up.ts';
import { startB2mml } from './flows/b2mml.ts';
import { startIndicators } from './flows/indicators.ts';
import { startMachines } from './flows/machines.ts';
import { migrateHouse, openHouse } from './house.ts';
import { readPlant } from './model-plan.ts';
import { readSettings } from '@millrace/house/settings';
import { gatekeeperOf, routeSignIn } from './sign-in.ts';
import { problemsText } from '@millrace/model';

const version = '0.1.0';
const settings = readSettings(process.env);
const server = `${hostname()}:${process.pid}`;
const log = pino({ level: settings.logLevel, base: { server }, redact: ['req.headers.authorization', 'req.headers.cookie'] }, pino.destination(2));
/** One line per step, for the person who starts it; the supervisor shows it. */
const say = (step: string) => process.stdout.write(`${step}\n`);

const applied = await migrateHouse(settings);
if (applied.length > 0) say(`database brought to this version: ${applied.length} migrations`);

const files = readPlant(settings.plant);
if (files.problems.length > 0) {
  process.stderr.write(`${problemsText(files.problems, files.objects)}\n`);
  process.exit(1);
}
const site = files.model.objects.find((object) => object.kind === 'equipment.site')?.id;
if (site === undefined) throw new TypeError(`${settings.plant} has no equipment.site; a server keeps the record of one site.`);

await firstStart(settings, site, server, log, files.model, say);
const house = await openHouse(settings, site, server, log);
const machines = await startMachines(house, house.historian);
const indicators = startIndicators(house, machines.settled);
const messages = startB2mml(house);
const keeper = gatekeeperOf(house.gate, site, house.policy);
const app = await door({
  ...house,
  gate: keeper,
  version,
  content: contentDoor(house),
  secrets: secretDoor(house),
  web: join(import.meta.dirname, '../../web/dist'),
  checks: {
    database: async () => void (await house.database.pool.query('select 1')),
    engine: async () => house.engine.state().lastError,
    historian: async () => (house.historian === undefined || (await house.historian.isAlive()) ? undefined : 'the historian does not answer; samples wait on disk'),
  },
  more: (fastify) => {
    routeSignIn(fastify, { gate: house.gate, keeper, site, rooms: house.rooms, policy: house.policy, demo: demoAccounts(house), isDemo: settings.isDemo });
    routeEnrolment(fastify, { ...house, keeper, isDemo: settings.isDemo });
  },
});
await app.listen({ port: settings.port, host: settings.host });
const address = app.server.address();
const url = `http://${settings.host}:${typeof address === 'object' && address ? address.port : settings.port}`;
const toSetUp = await setUpText(house, url);
if (toSetUp !== undefined) say(toSetUp);
say(`ready at ${url}`);

let isStopping = false;
const stop = async (why: string) => {
  if (isStopping) return;
  isStopping = true;
  log.info({ why }, 'stopping');
  // 10 s: requests in hand end, live streams are cut
  const patience = setTimeout(() => process.exit(1), 10_000);
  app.server.closeAllConnections();
  await app.close();
  await messages.stop();
  await indicators.stop();
  await machines.stop();
  await house.stop();
  clearTimeout(patience);
  process.exit(0);
};
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
// the supervisor holds the other end of this pipe: when it is gone, nobody is left to stop us
if (process.env.MILLRACE_SUPERVISED) process.stdin.resume().on('end', () => void stop('the supervisor ended'));

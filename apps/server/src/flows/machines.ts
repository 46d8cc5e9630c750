import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connector } from '@millrace/connector-kit';
import { fullGrant, mqttTopics, startBroker } from '@millrace/connector-mqtt';
import { mtconnect } from '@millrace/connector-mtconnect';
import { sparkplug } from '@millrace/connector-sparkplug';
import type { Historian } from '@millrace/historian';
import { canonical } from '@millrace/kernel';
import type { ModelObject } from '@millrace/model';
import type { House } from '../house.ts';
import { seconds } from '../policy.ts';
import { underLease, type Lease } from './lease.ts';
import { openLine, type LineStatus, type MachineLine } from './machine-line.ts';
import type { StopLadder } from './meaning.ts';
import { tellUnopened } from './watch-line.ts';

/** Connectors this server can run, by the word a model file uses. */
const connectors: ReadonlyMap<string, Connector> = new Map([sparkplug, mtconnect, mqttTopics].map((one) => [one.type, one as unknown as Connector]));

// 5 s: a number is not kept from people for longer because a line cannot be opened
const settleMs = 5_000;
// half a second: a model revision reaches the machines before its author has changed windows
const lookEveryMs = 500;

// 10 min: a night of trouble is read in one screen of the log
const sayAgainMs = 600_000;

export interface MachineFlow {
  readonly status: () => ({ readonly connection: string; readonly connector: string; readonly isHeld: boolean } & Partial<LineStatus>)[];
  /** What nobody heard while no server listened stands in the record; or this much of it as could be had within a breath. */
  readonly settled: Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Kept {
  readonly lease: Lease;
  readonly connector: string;
  /** What the connection was started with; another one is another connection. */
  readonly startedWith: string;
  readonly line: () => MachineLine | undefined;
  readonly settled: Promise<void>;
}

/**
 * Machines heard: each connection of the model runs on one server at a time, into the historian and into equipment states. A model
 * revision that adds, changes or retires connections or signals takes effect within a second.
 */
export async function startMachines(house: House, historian: Historian | undefined): Promise<MachineFlow> {
  const { settings, log, site } = house;
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message);
  // the simulated machine of a demo listens where there was room; a real one has the port of the model
  const simulatedPort = settings.isDemo ? Number(process.env.MILLRACE_SHDR_PORT ?? 0) : 0;
  const brokerPort = Number(process.env.MILLRACE_MQTT_PORT ?? 1883);
  const mqttUrl = settings.mqttUrl ?? (brokerPort > 0 ? `mqtt://127.0.0.1:${brokerPort}` : undefined);
  let broker: Lease | undefined;
  const ready = historian && prepared(historian);
  const waits = saidOnce((what, cause) => log.warn({ err: cause }, `${what} wait on disk`));
  const kept = new Map<string, Kept>();

  const folderOf = (connection: ModelObject) => resolve(settings.data, 'spool', connection.id);
  const unopened = new Map<string, string>();
  /** One act for one reason, however often it is tried. */
  const tellOnce = (connection: ModelObject, why: string) => {
    if (unopened.get(connection.id) === why) return;
    unopened.set(connection.id, why);
    void tellUnopened(house, connection, folderOf(connection), why);
  };
  const begin = (connection: ModelObject, startedWith: string) => {
    const connector = connectors.get(String(connection.fields.connector));
    if (!connector) {
      log.warn(
        { connection: connection.id, connector: connection.fields.connector },
        `no connector is named ${String(connection.fields.connector)}; there are ${[...connectors.keys()].join(', ')}`,
      );
      tellOnce(connection, `No connector is named ${String(connection.fields.connector)}; there are ${[...connectors.keys()].join(', ')}.`);
      return;
    }
    let line: MachineLine | undefined;
    const settled = Promise.withResolvers<void>();
    const lease = underLease(
      house.database,
      `flow:${site}:${connection.id}`,
      async () => {
        line = await openLine({
          house,
          historian: ready,
          connection,
          connector,
          settings: onPortOf(simulatedPort, connector.type, overridden(connection.fields.settings as Record<string, unknown>, mqttUrl)),
          folder: folderOf(connection),
          ladderAt: (place) => stopLadder(house, place),
          waits,
        }).catch((error: unknown) => {
          tellOnce(connection, error instanceof Error ? error.message : String(error));
          throw error;
        });
        unopened.delete(connection.id);
        settled.resolve(line.settled);
        return async () => {
          const mine = line;
          line = undefined;
          await mine?.stop();
        };
      },
      warn,
      { whenCut: 'go-on' },
    );
    kept.set(connection.id, { lease, connector: connector.type, startedWith, line: () => line, settled: settled.promise });
  };

  /** Brings what runs in line with the model: one after the other, for a folder is given back before it is taken again. */
  const align = async () => {
    const wanted = new Map(
      house
        .policy()
        .model.objects.filter((one) => one.kind === 'scada.connection' && runsHere(one))
        .map((one) => [one.id, one]),
    );
    for (const [name, one] of kept) {
      const now = wanted.get(name);
      if (now && one.startedWith === essenceOf(now)) one.line()?.refresh();
      else {
        kept.delete(name);
        await one.lease.stop();
        if (now) log.info({ connection: name }, 'the connection was changed in the model and begins anew');
      }
    }
    // a plant without MQTT needs no broker, and two plants on one machine do not fight for its port
    if (!broker && settings.mqttUrl === undefined && brokerPort > 0 && [...wanted.values()].some(speaksMqtt)) broker = brokerAt(house, brokerPort, warn);
    for (const [name, one] of wanted) if (!kept.has(name)) begin(one, essenceOf(one));
  };
  let seen = house.policy();
  await align();
  let aligning: Promise<void> | undefined;
  const looking = setInterval(() => {
    if (aligning || house.policy() === seen) return;
    seen = house.policy();
    aligning = align()
      .catch((error: unknown) => warn('connections could not be brought in line with the model', error))
      .finally(() => (aligning = undefined));
  }, lookEveryMs);

  return {
    settled: Promise.race([Promise.all([...kept.values()].map((one) => one.settled)).then(() => undefined), delay(settleMs, undefined, { ref: false })]),
    status: () => [...kept].map(([connection, one]) => ({ connection, connector: one.connector, isHeld: one.lease.isHeld(), ...one.line()?.status() })),
    stop: async () => {
      clearInterval(looking);
      await aligning;
      for (const one of [...kept.values()].toReversed()) await one.lease.stop();
      await broker?.stop();
    },
  };
}

/**
 * The historian, with its tables made before it is first given anything: at once, and where it does not answer then, with what waits for it. Machines
 * are heard meanwhile.
 */
function prepared(historian: Historian): Historian {
  let ready: Promise<unknown> | undefined;
  const prepare = () =>
    (ready ??= historian.migrate().catch((error: unknown) => {
      ready = undefined;
      throw error;
    }));
  prepare().catch(() => undefined); // whoever gives it samples asks again, and is told
  return {
    ...historian,
    insertBytes: async (...given) => {
      await prepare();
      return historian.insertBytes(...given);
    },
  };
}

/** Says a thing once for all connections, and again when it has gone on for a while: a historian that hangs is one trouble, however many wait for it. */
function saidOnce(say: (what: string, cause: unknown) => void): (what: string, cause: unknown) => void {
  const said = new Map<string, number>();
  return (what, cause) => {
    const key = `${what}: ${cause instanceof Error ? cause.message : String(cause)}`;
    if (Date.now() - (said.get(key) ?? 0) < sayAgainMs) return;
    said.set(key, Date.now());
    say(what, cause);
  };
}

function brokerAt(house: House, port: number, warn: (message: string, error: unknown) => void): Lease {
  return underLease(
    house.database,
    'flow:broker',
    async () => {
      const broker = await startBroker({ port, authenticate: async () => fullGrant });
      return () => broker.stop();
    },
    warn,
    { whenCut: 'go-on' },
  );
}

const runsHere = (connection: ModelObject) => (connection.fields.runs ?? 'server') === 'server';
/** What a running connection cannot take up without beginning anew. */
const essenceOf = ({ fields: { connector, settings, startup, staleAfter } }: ModelObject) => canonical({ connector, settings, startup, staleAfter } as never);

/** The stop ladder nearest to a place, and how long a stop may last before it begins. */
export function stopLadder(house: House, place: string): StopLadder | undefined {
  const { model, tree } = house.policy();
  const ladders = model.objects.filter((one) => one.kind === 'governance.ladder' && one.fields.on === 'stop');
  for (const here of tree.chain(place)) {
    const found = ladders.find((one) => one.fields.at === here);
    if (found) return { ladder: found.id, callAfterS: seconds(String(found.fields.longerThan ?? '5 min')) };
  }
  return undefined;
}

const onPortOf = (port: number, type: string, given: Record<string, unknown>) =>
  port > 0 && type === mtconnect.type && (given.host ?? '127.0.0.1') === '127.0.0.1' ? { ...given, port } : given;
const urlIn = (given: Record<string, unknown>) => (typeof given.url === 'string' && given.url.startsWith('mqtt') ? given.url : undefined);
const speaksMqtt = ({ fields }: ModelObject) => urlIn(fields.settings as Record<string, unknown>) !== undefined;
const overridden = (given: Record<string, unknown>, mqttUrl: string | undefined) => (mqttUrl !== undefined && urlIn(given) !== undefined ? { ...given, url: mqttUrl } : given);

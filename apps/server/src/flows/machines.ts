import { resolve } from 'node:path';
import { launch, type Connector, type Emission, type Running, type Status } from '@millrace/connector-kit';
import { startBroker, fullGrant, mqttTopics } from '@millrace/connector-mqtt';
import { mtconnect } from '@millrace/connector-mtconnect';
import { sparkplug } from '@millrace/connector-sparkplug';
import { openSampleSpool, type Historian, type Sample } from '@millrace/historian';
import { newId } from '@millrace/kernel';
import { seconds } from '../policy.ts';
import type { House } from '../house.ts';
import { underLease, type Lease } from './lease.ts';
import { interpreter, signalsOf, type Meant, type StopLadder } from './meaning.ts';

/** Connectors this server can run, by the word a model file uses. */
const connectors: ReadonlyMap<string, Connector> = new Map([sparkplug, mtconnect, mqttTopics].map((one) => [one.type, one as unknown as Connector]));

export interface MachineFlow {
  readonly status: () => { connection: string; connector: string; isHeld: boolean; status: Status | undefined }[];
  readonly stop: () => Promise<void>;
}

/** Machines heard: each connection of the model runs on one server at a time, into the historian and into equipment states. */
export async function startMachines(house: House, historian: Historian | undefined): Promise<MachineFlow> {
  const { settings, log, site } = house;
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message);
  const leases: Lease[] = [];

  const brokerPort = Number(process.env.MILLRACE_MQTT_PORT ?? 1883);
  if (settings.mqttUrl === undefined && brokerPort > 0)
    leases.push(
      underLease(
        house.database,
        'flow:broker',
        async () => {
          const broker = await startBroker({ port: brokerPort, authenticate: async () => fullGrant });
          return () => broker.stop();
        },
        warn,
      ),
    );

  const ready = historian
    ?.migrate()
    .then(() => undefined)
    .catch((error: unknown) => warn('the historian could not be prepared; samples wait on disk', error));
  const spoolFolder = (connection: string) => resolve(settings.data, 'spool', connection);

  const running = new Map<string, { lease: Lease; connector: string; running: () => Running | undefined }>();
  const connections = house.policy().model.objects.filter((one) => one.kind === 'scada.connection');
  for (const { id: connection, fields } of connections) {
    const connector = connectors.get(String(fields.connector));
    if (!connector) {
      log.warn({ connection, connector: fields.connector }, `no connector is named ${String(fields.connector)}; there are ${[...connectors.keys()].join(', ')}`);
      continue;
    }
    let line: Running | undefined;
    const lease = underLease(
      house.database,
      `flow:${site}:${connection}`,
      async () => {
        await ready;
        const spool = historian && (await openSampleSpool({ historian, site, folder: spoolFolder(connection), onTrouble: (trouble) => log.warn({ connection, trouble }, 'samples wait on disk') }));
        const judge = interpreter(signalsOf(house.policy().model, connection), (place) => stopLadder(house, place));
        const chain = new Map<string, Promise<void>>();
        line = await launch(connector, {
          config: overridden(fields.settings as Record<string, unknown>, settings.mqttUrl ?? (brokerPort > 0 ? `mqtt://127.0.0.1:${brokerPort}` : undefined)),
          log: { debug: () => undefined, info: (text, facts) => log.info({ connection, ...facts }, text), warn: (text, facts) => log.warn({ connection, ...facts }, text), error: (text, facts) => log.error({ connection, ...facts }, text) },
          sink: {
            take: async (emissions) => {
              const samples = emissions.flatMap((emission) => samplesOf(emission, judge.signalFor));
              if (samples.length > 0) await spool?.keep(samples);
              for (const emission of emissions) {
                for (const meant of judge.read(emission)) await tell(house, connection, meant, chain);
                if (emission.kind === 'presence' && emission.is !== 'online') for (const place of judge.unitsOf(emission.source)) await tell(house, connection, judge.lost(place, emission.at), chain);
              }
            },
          },
        });
        return async () => {
          await line?.stop();
          line = undefined;
          await spool?.stop();
        };
      },
      warn,
    );
    running.set(connection, { lease, connector: connector.type, running: () => line });
    leases.push(lease);
  }
  return {
    status: () => [...running].map(([connection, one]) => ({ connection, connector: one.connector, isHeld: one.lease.isHeld(), status: one.running()?.status() })),
    stop: async () => {
      for (const lease of leases.toReversed()) await lease.stop();
    },
  };
}

/** Signals of the model go to the historian under their own name; what the model does not know is kept under its address. */
function samplesOf(emission: Emission, signalFor: (source: string, name: string) => { id: string } | undefined): Sample[] {
  if (emission.kind !== 'samples') return [];
  return emission.samples.map((sample) => ({
    signal: signalFor(sample.source, sample.name)?.id ?? `${sample.source}/${sample.name}`,
    value: sample.value,
    sourceTime: sample.sourceTime,
    receivedAt: sample.receivedAt,
    quality: sample.quality.status,
    ...(sample.quality.marks && { marks: sample.quality.marks }),
  }));
}

/** Tells a room what a machine said. In order per unit; a fault is tried again, for a machine says it only once. */
async function tell(house: House, connection: string, meant: Meant, chain: Map<string, Promise<void>>): Promise<void> {
  const place = String(meant.input.place);
  const key = newId();
  const once = async () => {
    for (let tried = 1; ; tried++) {
      try {
        await house.shell.execute(meant.address, meant.input, { key, actor: { kind: 'system', person: `flow:${connection}` }, site: house.site, station: connection, happenedAt: Temporal.Instant.from(String(meant.input.at)) });
        return;
      } catch (error) {
        if (tried === 1) house.log.warn({ err: error, connection, address: meant.address }, 'what a machine said could not be kept yet');
        await new Promise((done) => setTimeout(done, Math.min(10_000, 250 * 2 ** tried)));
      }
    }
  };
  const next = (chain.get(place) ?? Promise.resolve()).then(once);
  chain.set(place, next);
  await next;
}

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

const overridden = (given: Record<string, unknown>, mqttUrl: string | undefined) => (mqttUrl !== undefined && typeof given.url === 'string' && given.url.startsWith('mqtt') ? { ...given, url: mqttUrl } : given);


import { resolve } from 'node:path';
import { createHistorian, type Historian } from '@millrace/historian';
import { historianRoom } from '@millrace/historian/module';
import { wallClock, registry, type Clock, type Registry } from '@millrace/kernel';
import { loadStored, rehearseQuery } from '@millrace/model/module';
import { gatekeeper, invitations, type Gate, type Invitations } from '@millrace/personnel/module';
import { anchorMissing, fileAnchor, forgetUnspoken, schemaFolder as recordSchema, sealNew, signatureStatement, stepsSigned, type Anchor } from '@millrace/record';
import { exportActs, record, verifyQuery } from '@millrace/record/module';
import {
  connect,
  engine,
  migrate,
  readTables,
  schemaFolder as storeSchema,
  shell,
  type Answered,
  type Database,
  type Engine,
  type Room,
  type SchemaFolder,
  type Shell,
} from '@millrace/store';
import type { Logger } from 'pino';
import { modelInForce } from './model-in-force.ts';
import { policyOf, type PlantPolicy } from './policy.ts';
import { kinds } from '@millrace/house/kinds';
import { rehearsals } from '@millrace/house/rehearsals';
import { rooms as allRooms } from '@millrace/house/rooms';
import type { Settings } from '@millrace/house/settings';

/** One server's house: database, shell, engine, gate, policies. The door and the flows are built on it. */
export interface House {
  readonly site: string;
  /** Name of this server process among those that share the engines. */
  readonly server: string;
  readonly settings: Settings;
  readonly database: Database;
  readonly rooms: Registry;
  readonly queries: readonly Answered[];
  readonly shell: Shell;
  readonly engine: Engine;
  readonly gate: Gate;
  readonly invitations: Invitations;
  readonly anchor: Anchor;
  readonly historian: Historian | undefined;
  readonly clock: Clock;
  readonly policy: () => PlantPolicy;
  /** Reads the model anew: after a revision was applied, here or on another server. */
  readonly refreshModel: () => Promise<void>;
  readonly log: Logger;
  /** Ends its tasks and keeps its connections: another house of this process works meanwhile. */
  readonly pause: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const schemaFolders = (): SchemaFolder[] => [
  storeSchema,
  recordSchema,
  ...[record, ...allRooms].flatMap((room: Room) => (room.schema ? [{ room: room.name, folder: room.schema }] : [])),
];

/** Brings the database to this version's schema. Safe when several servers start at once. */
export async function migrateHouse(settings: Settings): Promise<readonly string[]> {
  const user = decodeURIComponent(new URL(settings.databaseUrl).username) || 'millrace_app';
  const { applied } = await migrate(settings.ownerUrl, schemaFolders(), user);
  return applied;
}

// 10 s: what could still be altered before it is sealed
const sealMs = 10_000;
// 10 s: a revision that could not be read, or whose notice was lost, is in force here by then
const lookMs = 10_000;
// an hour: what waits a day to be taken away may wait an hour more
const upkeepMs = 3_600_000;

/** Builds the house on a migrated database. */
export async function openHouse(settings: Settings, site: string, server: string, log: Logger, clock: Clock = wallClock, isDurable = true, refusalMs?: number): Promise<House> {
  const database = connect(settings.databaseUrl, 10, isDurable);
  const historian = settings.historianUrl === undefined ? undefined : createHistorian(settings.historianUrl);
  const anchor = fileAnchor(resolve(settings.witness), resolve(settings.anchorKey));
  const all = [
    { ...record, queries: [...(record.queries ?? []), verifyQuery(() => anchor), exportActs(() => rooms)] },
    ...allRooms.map((room) => (room.name === 'model' ? { ...room, queries: [...(room.queries ?? []), rehearseQuery(rehearsals, () => queries)] } : room)),
    historianRoom(
      () => historian,
      (signal) => policy().placeOfSignal(signal),
    ),
  ];
  const rooms = registry(all.map((room) => ({ ...room, queries: (room.queries ?? []).map((one) => one.query) })));
  const queries: readonly Answered[] = all.flatMap((room) => room.queries ?? []);
  const tables = await readTables(database.pool, rooms.nouns.values());
  const model = await modelInForce({
    revision: async () => {
      const { rows } = await database.pool.query<{ id: string }>({
        name: 'revision in force',
        text: `select id from model.revision where site = $1 and state = 'applied' order by applied_at desc, id desc limit 1`,
        values: [site],
      });
      return rows[0]?.id;
    },
    read: async () => policyOf(await loadStored(database, site), kinds, clock.now),
    onTrouble: (error) => log.error({ err: error }, 'the model could not be read; it is tried again'),
  });
  const policy = model.now;
  const lent: { shell?: Shell; engine?: Engine } = {};
  const gate = gatekeeper({
    database,
    site,
    shell: () => lent.shell!,
    isDemo: settings.isDemo,
    policyAt: (station) => policy().accessAt(station),
    nameOf: (person) => policy().nameOfPerson(person),
    ...(refusalMs !== undefined && { refusalMs }),
  });
  const doer = shell({
    database,
    rooms,
    tables,
    clock,
    authority: gate.authority,
    policy,
    dueAfter: (delay, from) => policy().dueAfter(delay, from),
    onSigned: (signed) => [signatureStatement(signed)],
    stepsSigned,
    onCommitted: () => lent.engine?.wake(),
  });
  lent.shell = doer;
  const tasks = engine(doer, site, server, (message, facts) => log.warn(facts, message));
  lent.engine = tasks;
  const seal = () =>
    sealNew(database, site, clock, anchor)
      .then(() => anchorMissing(database, site, anchor))
      .catch((error: unknown) => log.error({ err: error }, 'sealing failed'));
  const sealing = setInterval(() => void seal(), sealMs);
  const look = () => void model.look();
  tasks.onPosition(look);
  const looking = setInterval(look, lookMs);
  const upkeep = setInterval(() => {
    void forgetUnspoken(database, site)
      .then(({ contents, bytes }) => contents > 0 && log.info({ contents, bytes }, 'bytes that no record came to speak of were taken away'))
      .catch((error: unknown) => log.error({ err: error }, 'bytes that no record speaks of could not be taken away'));
  }, upkeepMs);
  return {
    site,
    server,
    settings,
    database,
    rooms,
    queries,
    shell: doer,
    engine: tasks,
    gate,
    invitations: invitations({ database, site, shell: () => doer, isDemo: settings.isDemo, nameOf: (person) => policy().nameOfPerson(person) }),
    anchor,
    historian,
    clock,
    policy,
    refreshModel: model.refresh,
    log,
    pause: async () => {
      clearInterval(sealing);
      clearInterval(looking);
      clearInterval(upkeep);
      await tasks.stop();
    },
    stop: async () => {
      clearInterval(sealing);
      clearInterval(looking);
      clearInterval(upkeep);
      await tasks.stop();
      await seal();
      await historian?.close();
      await database.close();
    },
  };
}

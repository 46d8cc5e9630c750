import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, registry, virtualClock, type Registry } from '@millrace/kernel';
import { anchorMissing, fileAnchor, schemaFolder as recordSchema, sealNew, signatureStatement, stepsSigned, verifyTrail, type Anchor, type Verification } from '@millrace/record';
import {
  asker,
  connect,
  engine,
  migrate,
  openPolicy,
  readTables,
  schemaFolder as storeSchema,
  shell,
  type Answer,
  type Authority,
  type Database,
  type Engine,
  type Envelope,
  type Grant,
  type Policy,
  type Room,
  type Shell,
} from '@millrace/store';
import { record } from '@millrace/record/module';
import pg from 'pg';
import { cluster } from './cluster.ts';
import { onAdmin } from './own-database.ts';

/** A plant of some rooms on a database of its own: real PostgreSQL, a clock that the test moves. */
export interface Plant {
  readonly shell: Shell;
  readonly engine: Engine;
  readonly database: Database;
  readonly owner: pg.Pool;
  readonly rooms: Registry;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly anchor: Anchor;
  readonly folder: string;
  /** Does a command as a person who may do everything, unless the envelope says otherwise. */
  readonly act: (address: string, input: unknown, envelope?: Partial<Envelope>) => Promise<Answer>;
  /** Asks a query as a person who may read everything; the answer is what the query publishes. */
  readonly ask: <Answered>(address: string, input: object) => Promise<Answered>;
  readonly seal: () => Promise<number>;
  readonly verify: () => Promise<Verification>;
  readonly setPolicy: (policy: Partial<Policy>) => void;
  readonly setGrants: (person: string, grants: readonly Grant[]) => void;
  readonly close: () => Promise<void>;
}

const templates = new Map<string, Promise<string>>();
let counter = 0;

/** Opens a plant. Rooms are given in house order. Register `close` before the first step that can fail. */
export async function plant(rooms: readonly Room[], options: { site?: string; now?: string } = {}): Promise<Plant> {
  const { ownerUrl, appUrl } = await cluster();
  const name = `t_${process.pid}_${++counter}`;
  const key = rooms.map((room) => room.name).join('_');
  const template = await (templates.get(key) ?? makeTemplate(key, rooms));
  await onAdmin(ownerUrl('postgres'), `create database ${name} template ${template}`);
  const site = options.site ?? 'test';
  const clock = virtualClock(Temporal.Instant.from(options.now ?? '2026-11-22T06:00:00Z'));
  const database = connect(appUrl(name), 12);
  const owner = new pg.Pool({ connectionString: ownerUrl(name), max: 2 });
  owner.on('error', () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'millrace-plant-'));
  const all = registry([record, ...rooms].map((room) => ({ ...room, queries: (room.queries ?? []).map((one) => one.query) })));
  let policy: Policy = openPolicy;
  const grants = new Map<string, readonly Grant[]>();
  const parts = {
    database,
    rooms: all,
    tables: await readTables(database.pool, all.nouns.values()),
    clock,
    authority: authorityOf(grants),
    policy: () => policy,
    dueAfter: (delay: { seconds: number }, from: Temporal.Instant) => from.add({ milliseconds: Math.round(delay.seconds * 1000) }),
    onSigned: (signed: Parameters<typeof signatureStatement>[0]) => [signatureStatement(signed)],
    stepsSigned,
    onCommitted: () => undefined,
  };
  const doer = shell(parts);
  const tasks = engine(doer, site, 'test-server', () => undefined);
  const anchor = fileAnchor(join(folder, 'witness/seals.jsonl'), join(folder, 'keys/anchor.pem'));
  return {
    shell: doer,
    engine: tasks,
    database,
    owner,
    rooms: all,
    clock,
    anchor,
    folder,
    act: (address, input, envelope = {}) => doer.execute(address, input, { key: newId(), actor: { kind: 'person', person: 'ana' }, site, station: 'test', ...envelope }),
    ask: async (address, input) => {
      const found = [record, ...rooms].flatMap(({ queries = [] }) => queries).find(({ query }) => query.address === address)!;
      const grants = [{ role: 'reader', pattern: '*', place: null }];
      const ana = asker(found.query, { site, person: 'ana', now: clock.now(), database, nouns: all.nouns, policy, grants })!;
      return found.query.output.parse(await found.answer(found.query.input.decode(input) as never, ana)) as never;
    },
    seal: async () => {
      await tasks.settle();
      const sealed = await sealNew(database, site, clock, anchor);
      await anchorMissing(database, site, anchor);
      return sealed;
    },
    verify: () => verifyTrail(database, site, anchor),
    setPolicy: (next) => (policy = { ...policy, ...next }),
    setGrants: (person, given) => grants.set(person, given),
    close: async () => {
      await tasks.stop();
      await database.close();
      await owner.end();
      rmSync(folder, { recursive: true, force: true });
      await onAdmin(ownerUrl('postgres'), `drop database if exists ${name} with (force)`);
    },
  };
}

/** Rights as the test gives them; whoever is given none may do everything. The secret of everyone is `right`. */
function authorityOf(grants: ReadonlyMap<string, readonly Grant[]>): Authority {
  return {
    stamp: (_site, person) => ({ text: 'select $1::text', values: [JSON.stringify(grants.get(person) ?? null)] }),
    grants: (_site, person) => {
      const given = grants.get(person) ?? [{ role: 'quality', pattern: '*', place: null }];
      return { text: 'select * from jsonb_to_recordset($1::jsonb) as g(role text, pattern text, place text, "lentBy" text)', values: [JSON.stringify(given)] };
    },
    checkSecret: async (_site, person, secret) => ({ isRight: secret === 'right', component: 'password', printedName: `${person} (printed)` }),
  };
}

async function makeTemplate(key: string, rooms: readonly Room[]): Promise<string> {
  // named before anything is awaited: two files of one process ask for templates at the same time
  const name = `template_${process.pid}_${templates.size}`;
  const made = (async () => {
    const { ownerUrl, applicationUser } = await cluster();
    await onAdmin(ownerUrl('postgres'), `create database ${name}`);
    await migrate(ownerUrl(name), [storeSchema, recordSchema, ...rooms.flatMap((room) => (room.schema ? [{ room: room.name, folder: room.schema }] : []))], applicationUser);
    // months the tests' clock may stand in
    await onAdmin(ownerUrl(name), `select store.make_partitions('2026-09-01', 6)`);
    return name;
  })();
  templates.set(key, made);
  return made;
}

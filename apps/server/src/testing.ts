import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@millrace/house/settings';
import { door } from '@millrace/http';
import { newId, routeOf, virtualClock } from '@millrace/kernel';
import { keyOf, modelOf, type ModelObject } from '@millrace/model';
import type { Envelope } from '@millrace/store';
import { ownDatabase } from '@millrace/testkit';
import { pino } from 'pino';
import { demoAccounts, demoPassword, seedDemo } from './demo.ts';
import { secretDoor } from './secret-door.ts';
import { contentDoor } from './content-door.ts';
import { migrateHouse, openHouse, type House } from './house.ts';
import { applyPlan, planPlant, readPlant } from './model-plan.ts';
import { gatekeeperOf, routeSignIn } from './sign-in.ts';

const root = join(import.meta.dirname, '../../..');

interface Answered {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever the door answers
  readonly body: any;
}

/** A person at the door, signed in. */
export interface Guest {
  readonly post: (address: string, input: unknown, more?: object) => Promise<Answered>;
  readonly get: (address: string, query?: Readonly<Record<string, string>>) => Promise<Answered>;
}

/** One server's house with an example plant in it and its door open, in this process. */
export interface WholeHouse {
  readonly house: House;
  readonly clock: ReturnType<typeof virtualClock>;
  /** Does a command past the door, as a rule of the house unless said. */
  readonly act: (address: string, input: unknown, envelope?: Partial<Envelope>) => ReturnType<House['shell']['execute']>;
  /** Signs a demo account in. */
  readonly as: (user: string) => Promise<Guest>;
  /** Brings these objects into force over those that stand; without fields an object is retired. */
  readonly revise: (objects: readonly { readonly kind: string; readonly id: string; readonly was?: string; readonly fields?: ModelObject['fields'] }[]) => Promise<unknown>;
  /** Where it listens, for whoever calls it as a server; it listens from then on. */
  readonly listen: () => Promise<string>;
  readonly rows: (text: string, ...values: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

/** Opens an example plant whole: migrated, applied, accounts made. */
export async function wholeHouse(plant = 'tablets', now: string = Temporal.Now.instant().toString()): Promise<WholeHouse> {
  const { ownerUrl, appUrl, drop } = await ownDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'millrace-whole-'));
  const clock = virtualClock(Temporal.Instant.from(now));
  const settings = readSettings({ MILLRACE_DATA: folder, MILLRACE_PLANT: join(root, 'plants', plant), DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl });
  await migrateHouse(settings);
  const house = await openHouse(settings, plant, 'test', pino({ level: 'silent' }), clock);
  const rule = { kind: 'system', person: 'rule:test' } as const;
  await applyPlan(house, await planPlant(house, settings.plant, readPlant(settings.plant).model), rule);
  await seedDemo(house);
  const keeper = gatekeeperOf(house.gate, plant, house.policy);
  const app = await door({
    ...house,
    gate: keeper,
    version: 'test',
    content: contentDoor(house),
    secrets: secretDoor(house),
    checks: {},
    more: (fastify) => routeSignIn(fastify, { gate: house.gate, keeper, site: plant, rooms: house.rooms, policy: house.policy, demo: demoAccounts(house), isDemo: true }),
  });
  const as = async (user: string): Promise<Guest> => {
    const opened = await app.inject({ method: 'POST', url: '/api/personnel/session/open', payload: { input: { user, password: demoPassword } } });
    const cookie = String(opened.headers['set-cookie']).split(';')[0]!;
    const read = ({ statusCode, body }: { statusCode: number; body: string }) => ({ status: statusCode, body: JSON.parse(body) as unknown });
    return {
      post: async (address, input, more = {}) =>
        read(await app.inject({ method: 'POST', url: routeOf(address), payload: { input, ...more } as object, headers: { cookie, 'idempotency-key': newId() } })),
      get: async (address, query = {}) => read(await app.inject({ method: 'GET', url: `${routeOf(address)}?${new URLSearchParams(query)}`, headers: { cookie } })),
    };
  };
  return {
    house,
    clock,
    act: (address, input, envelope = {}) => house.shell.execute(address, input, { key: newId(), actor: rule, site: plant, ...envelope }),
    as,
    revise: async (objects) => {
      const wanted = new Map(house.policy().model.byKey);
      for (const { kind, id, was, fields } of objects) {
        if (was !== undefined) wanted.delete(keyOf({ kind, id: was }));
        if (fields === undefined) wanted.delete(keyOf({ kind, id }));
        else wanted.set(keyOf({ kind, id }), { kind, id, fields, ...(was !== undefined && { was }) });
      }
      return applyPlan(house, await planPlant(house, settings.plant, modelOf(wanted.values())), rule);
    },
    listen: () => app.listen({ port: 0, host: '127.0.0.1' }),
    rows: async (text, ...values) => (await house.database.pool.query(text, values)).rows as Record<string, unknown>[],
    close: async () => {
      await app.close();
      await house.stop();
      rmSync(folder, { recursive: true, force: true });
      await drop();
    },
  };
}

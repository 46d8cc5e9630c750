import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { door } from '@millrace/http';
import { formSchemaOf, jsonSchemaOf, newId, virtualClock, type AnyCommand, type AnyQuery } from '@millrace/kernel';
import { cluster } from '@millrace/testkit';
import pg from 'pg';
import { pino } from 'pino';
import { readSettings } from '../apps/house/src/settings.ts';
import { secretDoor } from '../apps/server/src/secret-door.ts';
import { contentDoor } from '../apps/server/src/content-door.ts';
import { demoAccounts, seedDemo } from '../apps/server/src/demo.ts';
import { routeEnrolment } from '../apps/server/src/enrolment.ts';
import { migrateHouse, openHouse } from '../apps/server/src/house.ts';
import { applyPlan, planPlant, readPlant } from '../apps/server/src/model-plan.ts';
import { gatekeeperOf, routeSignIn } from '../apps/server/src/sign-in.ts';
import { sampleOf } from './sample.fixture.ts';

export type Headers = Readonly<Record<string, string>>;

/** The example plant behind its door, in this process, on a clock that the test moves. */
export async function openPlant(name: string, { isDemo = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `millrace-${name}-`));
  const clock = virtualClock(Temporal.Now.instant());
  const database = `${name}_${process.pid}`;
  const { ownerUrl, appUrl } = await cluster();
  await onAdmin(ownerUrl('postgres'), `create database ${database}`);
  const settings = readSettings({
    MILLRACE_DATA: folder,
    MILLRACE_DEMO: isDemo ? 'on' : 'off',
    MILLRACE_PLANT: join(import.meta.dirname, '../plants/tablets'),
    DATABASE_URL: appUrl(database),
    DATABASE_OWNER_URL: ownerUrl(database),
  });
  await migrateHouse(settings);
  const house = await openHouse(settings, 'tablets', 'test', pino({ level: 'silent' }), clock, true, 0);
  await applyPlan(house, await planPlant(house, settings.plant, readPlant(settings.plant).model), system);
  if (isDemo) await seedDemo(house);
  const keeper = gatekeeperOf(house.gate, 'tablets', house.policy);
  const app = await door({
    ...house,
    gate: keeper,
    version: 'test',
    content: contentDoor(house),
    secrets: secretDoor(house),
    checks: {},
    more: (fastify) => {
      routeSignIn(fastify, { gate: house.gate, keeper, site: 'tablets', rooms: house.rooms, policy: house.policy, demo: demoAccounts(house), isDemo });
      routeEnrolment(fastify, { ...house, keeper, isDemo });
    },
  });
  const post = (url: string, payload: object, headers: Headers = {}) => app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': newId(), ...headers } });
  const get = (url: string, headers: Headers = {}) => app.inject({ method: 'GET', url, headers });
  const open = (user: string, password = 'millrace-demo') => post('/api/personnel/session/open', { input: { user, password, station: 'browser' } });
  return {
    house,
    keeper,
    folder,
    app,
    clock,
    post,
    get,
    open,
    signedIn: async (user: string): Promise<Headers> => {
      const answer = await open(user);
      assert.equal(answer.statusCode, 200, `${user}: ${answer.body}`);
      return { cookie: String(answer.headers['set-cookie']).split(';')[0]! };
    },
    /** Does a command as the house itself, or one of its flows. */
    act: (address: string, input: unknown, person = 'rule:test') =>
      house.shell.execute(address, input, { key: newId(), actor: { kind: 'system', person }, site: 'tablets', reason: 'a test' }),
    close: async () => {
      await app.close();
      await house.stop();
      rmSync(folder, { recursive: true, force: true });
      await onAdmin(ownerUrl('postgres'), `drop database if exists ${database} with (force)`);
    },
  };
}
export type OpenPlant = Awaited<ReturnType<typeof openPlant>>;

const system = { kind: 'system', person: 'rule:test' } as const;

/** One revision of the model: objects with fields are added, those without are retired. */
export async function revise(
  { house, act }: OpenPlant,
  objects: readonly { readonly kind: string; readonly id: string; readonly fields?: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  const before = (kind: string, id: string) => house.policy().model.objects.find((object) => object.kind === kind && object.id === id)?.fields;
  const steps = objects.map(({ kind, id, fields }) =>
    fields === undefined ? { action: 'retire', kind, id, before: before(kind, id) } : { action: 'add', kind, id, after: fields },
  );
  await act('model.revision.apply', { revision: newId(), plan: 'of-a-test', from: '-', to: '-', summary: { add: 0, change: 0, rename: 0, retire: 0, alike: 0 }, steps });
  await house.refreshModel();
}

/** The least input that fits. */
export const inputOf = (operation: AnyCommand | AnyQuery) =>
  sampleOf(operation.kind === 'command' ? formSchemaOf(operation) : jsonSchemaOf(operation.input)) as Record<string, unknown>;

/** The same input as it reaches the act: with what the door makes of secrets. */
export function concealedOf(operation: AnyCommand | AnyQuery, input: object): Record<string, unknown> {
  const sample = sampleOf(jsonSchemaOf(operation.input)) as Record<string, unknown>;
  const made = operation.kind === 'command' ? Object.keys(operation.secrets).map((field) => [field, sample[field]]) : [];
  return { ...input, ...Object.fromEntries(made) };
}

async function onAdmin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

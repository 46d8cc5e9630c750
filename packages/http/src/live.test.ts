import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { registry, houseRefusal } from '@millrace/kernel';
import { openPolicy, type Database, type Engine } from '@millrace/store';
import { routeLive } from './live.ts';

// What a stream costs that nobody reads, or that nobody holds any more. The events come from a record that never ends.

let app: FastifyInstance;
let live: { close: () => void };
let port: number;
let asked = 0;
let caller: Socket | undefined;
beforeEach(async () => {
  asked = 0;
  app = fastify() as unknown as FastifyInstance;
  const at = Temporal.Instant.from('2026-11-26T06:00:00Z');
  const pageAfter = (position: number) =>
    Array.from({ length: 500 }, (_, i) => ({ position: position + 1 + i, type: 'gate.bell.rung', noun: 'gate.bell', subject: 'b', revision: 1, at }));
  const pool = {
    query: async (query: string | { values: [string, number] }) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (typeof query === 'string') return { rows: [{ position: 1 }] };
      asked++;
      return { rows: pageAfter(query.values[1]) };
    },
  };
  const who = { actor: { kind: 'person', person: 'ana' }, name: 'Ana', site: 'test', station: undefined, session: undefined } as const;
  live = routeLive(app, {
    database: { pool } as unknown as Database,
    engine: { onPosition: () => () => undefined } as unknown as Engine,
    rooms: registry([]),
    policy: () => openPolicy,
    site: 'test',
    gate: {
      identify: async () => who,
      notSignedIn: async (_request, address) => houseRefusal(address, 'not-signed-in'),
      reporter: async () => undefined,
      identifyActing: async () => ({ ...who, standing: undefined }),
      used: async () => undefined,
      grantsOf: async () => [{ role: 'reader', pattern: '*', place: null }],
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as { port: number }).port;
});
afterEach(async () => {
  caller?.destroy();
  live.close();
  app.server.closeAllConnections();
  await app.close();
});

/** Opens a stream by hand, so that the test decides whether it is read. */
const open = () =>
  new Promise<Socket>((resolve, reject) => {
    caller = connect(port, '127.0.0.1', () => {
      caller!.write('GET /api/live HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 1\r\n\r\n');
      resolve(caller!);
    }).on('error', reject);
  });
const callers = () => new Promise<number>((resolve, reject) => app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))));
const isSo = async (what: string, claim: () => Promise<boolean> | boolean) => {
  for (const until = Date.now() + 5000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) if (await claim()) return;
  assert.fail(what);
};
/** Nothing is read for a stream any more. */
const isQuiet = () =>
  isSo('it reads the record for nobody', async () => {
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return asked === before;
  });

test('a stream that its screen does not read is cut, and leaves nothing behind', async () => {
  const socket = await open();
  socket.pause();
  await isSo('it began', () => asked > 0);
  await isSo('its connection is still held', async () => (await callers()) === 0);
  await isQuiet();
});

test('a stream whose screen is gone asks the record no more', async () => {
  const socket = await open();
  socket.on('data', () => undefined);
  await isSo('it began', () => asked > 3);
  socket.destroy();
  await isQuiet();
});

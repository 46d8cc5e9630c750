import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { houseRefusal, query, wallClock, registry } from '@millrace/kernel';
import { answered, openPolicy, type Database, type Grant } from '@millrace/store';
import * as z from 'zod';
import { routeQueries } from './queries.ts';

// A question that takes long, asked over a connection that may close.

let app: FastifyInstance;
let url: string;
let grants: readonly Grant[] = [{ role: 'reader', pattern: 'gate.bell.hear', place: null }];
const heard = { began: Promise.withResolvers<void>(), left: Promise.withResolvers<void>(), isLeft: false };
const hear = answered(
  query({ address: 'gate.bell.hear', summary: 'Wait for a bell', input: z.object({ rings: z.coerce.boolean().default(false) }), output: z.object({ rang: z.boolean() }) }),
  async ({ rings }, { left }) => {
    left.addEventListener('abort', () => {
      heard.isLeft = true;
      heard.left.resolve();
    });
    if (rings) return { rang: true };
    heard.began.resolve();
    await heard.left.promise;
    left.throwIfAborted();
    return { rang: false };
  },
);
before(async () => {
  app = fastify() as unknown as FastifyInstance;
  const who = { actor: { kind: 'person', person: 'ana' }, name: 'Ana', site: 'test', station: undefined, session: undefined } as const;
  const database = { seenFrom: () => database } as unknown as Database;
  routeQueries(
    app,
    [hear],
    { database, clock: wallClock, policy: () => openPolicy, rooms: registry([]) },
    {
      identify: async () => who,
      notSignedIn: async (_request, address) => houseRefusal(address, 'not-signed-in'),
      reporter: async () => undefined,
      identifyActing: async () => ({ ...who, standing: undefined }),
      used: async () => undefined,
      grantsOf: async () => grants,
    },
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}/api/gate/bell/hear`;
});
after(() => app.close());

test('an answer that somebody waited for leaves nobody behind', async () => {
  assert.deepEqual(await (await fetch(`${url}?rings=true`)).json(), { rang: true });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(heard.isLeft, false);
});
test('whoever closes the connection before the answer is known to have left', { timeout: 5000 }, async () => {
  const leaving = new AbortController();
  const asked = fetch(url, { signal: leaving.signal });
  await heard.began.promise;
  assert.equal(heard.isLeft, false);
  leaving.abort();
  await assert.rejects(asked, { name: 'AbortError' });
  await heard.left.promise;
});
test('whoever has no right to a question is told which one is missing', async () => {
  grants = [{ role: 'reader', pattern: 'gate.bell.hang', place: null }];
  const answer = await fetch(url);
  assert.deepEqual([answer.status, ((await answer.json()) as { rule: string }).rule], [403, 'gate.bell.hear/not-permitted']);
});

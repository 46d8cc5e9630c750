import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { command, fresh, id, newId, noun, registry, houseRefusal, InDoubt } from '@millrace/kernel';
import type { Envelope, Shell } from '@millrace/store';
import * as z from 'zod';
import { routeCommands } from './commands.ts';

const bell = noun({
  address: 'gate.bell',
  title: 'Bell',
  states: z.discriminatedUnion('state', [z.object({ id: id('gate.bell'), state: z.literal('hung') })]),
  events: { hung: {} },
  evolve: (_none, event) => ({ id: event.subject, state: 'hung' }),
});
const hang = command({
  address: 'gate.bell.hang',
  summary: 'Hang a bell',
  input: z.object({ bell: id('gate.bell') }),
  load: (input) => fresh(bell, input.bell),
  decide: (_none, input) => ({ type: 'gate.bell.hung', subject: input.bell }),
});

/** A door with one command, whose shell only notes the envelope it is handed. */
function doorOf(person: string, fails?: Error): { app: FastifyInstance; seen: Envelope[] } {
  const app = fastify() as unknown as FastifyInstance;
  const seen: Envelope[] = [];
  const shell = {
    execute: async (_address: string, _input: unknown, envelope: Envelope) => {
      seen.push(envelope);
      if (fails) throw fails;
      return { act: newId(), records: [], events: [], remarks: [], isRepeat: false };
    },
  } as unknown as Shell;
  const who = { actor: { kind: 'person', person }, name: person, site: 'test', station: undefined, session: undefined } as const;
  routeCommands(
    app,
    registry([{ nouns: [bell], commands: [hang] }]),
    shell,
    {
      identify: async () => who,
      notSignedIn: async (_request, address) => houseRefusal(address, 'not-signed-in'),
      reporter: async () => undefined,
      identifyActing: async () => ({ ...who, standing: undefined }),
      used: async () => undefined,
      grantsOf: async () => [],
    },
    () => undefined,
    {
      folder: '',
      mostBytes: 0,
      contents: undefined as never,
      answers: {},
    },
    undefined as never,
  );
  return { app, seen };
}

const send = (app: FastifyInstance, key: string, more: object = {}) =>
  app.inject({ method: 'POST', url: '/api/gate/bell/hang', headers: { 'idempotency-key': key }, payload: { input: { bell: newId() }, ...more } });

test('a person does not use up the key of a rule, a timer or another person', async () => {
  const key = 'on-stop:0190a0a0-0000-7000-8000-000000000000:0';
  const keys = [];
  for (const person of ['ana', 'ben']) {
    const { app, seen } = doorOf(person);
    assert.equal((await send(app, key)).statusCode, 200);
    keys.push(seen[0]!.key);
  }
  assert.deepEqual(keys, [`ana/${key}`, `ben/${key}`]);
  const { app } = doorOf('ana');
  assert.equal((await send(app, `ben/${key}`)).statusCode, 400);
});

test('a moment that no database keeps is refused before it fails there', async () => {
  const { app, seen } = doorOf('ana');
  for (const happenedAt of ['-271821-04-20T00:00:00Z', '0000-01-01T00:00:00Z', 'tomorrow', 5])
    assert.equal((await send(app, newId(), { happenedAt })).statusCode, 400, String(happenedAt));
  assert.equal((await send(app, newId(), { happenedAt: '2026-11-22T07:30:00+01:00' })).statusCode, 200);
  assert.equal(String(seen[0]!.happenedAt), '2026-11-22T06:30:00Z');
});

test('a part of a command that there is not is refused by name, for it would be passed over', async () => {
  const { app, seen } = doorOf('ana');
  const answer = await send(app, newId(), { happendAt: '2026-11-22T07:30:00Z' });
  assert.deepEqual([answer.statusCode, seen.length], [400, 0]);
  assert.equal(answer.json<{ detail: string }>().detail, 'This does not fit: "happendAt" is no part of a command here; did you mean "happenedAt"?');
});

test('a sender is never told that nothing was done while nobody knows', async () => {
  const { app } = doorOf('ana', new InDoubt(new Error('connection reset')));
  const answer = await send(app, newId());
  assert.equal(answer.statusCode, 503);
  assert.match(answer.json().detail, /may have been recorded. Send it again under the same key/);
});

test('a body that is no form is refused in one sentence, however long it is', async () => {
  const { app } = doorOf('ana');
  const headers = { 'idempotency-key': newId() };
  for (const [type, payload] of [
    ['text/plain', 'a'.repeat(10_000)],
    ['application/json', '"a text"'],
    ['application/json', '[1, 2]'],
  ] as const) {
    const answer = await app.inject({ method: 'POST', url: '/api/gate/bell/hang', headers: { ...headers, 'content-type': type }, payload });
    assert.deepEqual([answer.statusCode, answer.json().detail], [400, 'This does not fit: the body: send a form { "input": { ... } } as application/json']);
  }
});

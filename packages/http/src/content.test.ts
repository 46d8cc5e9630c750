import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { command, fresh, id, keptContent, newId, noun, registry, houseRefusal } from '@millrace/kernel';
import type { Contents } from '@millrace/record';
import type { Envelope, Shell } from '@millrace/store';
import * as z from 'zod';
import { routeCommands } from './commands.ts';

const letter = noun({
  address: 'post.letter',
  title: 'Letter',
  states: z.discriminatedUnion('state', [z.object({ id: id('post.letter'), state: z.literal('here') })]),
  events: { came: {} },
  evolve: (_none, event) => ({ id: event.subject, state: 'here' }),
});
const take = command({
  address: 'post.letter.take',
  summary: 'Take a letter',
  content: { into: 'content', names: 'letter', types: ['application/xml'] },
  input: z.object({ letter: id('post.letter'), content: keptContent.optional(), text: z.string().optional(), from: z.string().default('nobody') }),
  load: (input) => fresh(letter, input.letter),
  decide: (_none, input) => ({ type: 'post.letter.came', subject: input.letter }),
});

const folder = mkdtempSync(join(tmpdir(), 'millrace-incoming-'));
const mostBytes = 1_000_000;
const seen: { input: Record<string, unknown>; envelope: Envelope }[] = [];
const kept: string[] = [];
let app: FastifyInstance;
let pattern = '*';
let url = '';

before(async () => {
  app = fastify() as unknown as FastifyInstance;
  const shell = {
    execute: async (_address: string, input: Record<string, unknown>, envelope: Envelope) => (
      seen.push({ input, envelope }),
      { act: newId(), records: [], events: [], remarks: [], isRepeat: false }
    ),
  } as unknown as Shell;
  const who = { actor: { kind: 'machine', person: 'erp' }, name: 'erp', site: 'test', station: undefined, session: undefined } as const;
  const contents = { keep: async (sha256: string) => void kept.push(sha256) } as unknown as Contents;
  const identify = async (asked: { headers: Record<string, unknown> }) => (asked.headers.authorization === 'Bearer erp' ? who : undefined);
  const gate = {
    identify,
    notSignedIn: async (_request: unknown, address: string) => houseRefusal(address, 'not-signed-in'),
    reporter: async () => undefined,
    identifyActing: async (asked: { headers: Record<string, unknown> }) => {
      const acting = await identify(asked);
      return acting && { ...acting, standing: undefined };
    },
    used: async () => undefined,
    grantsOf: async () => [{ role: 'r', pattern, place: null }],
  };
  routeCommands(app, registry([{ nouns: [letter], commands: [take] }]), shell, gate, () => undefined, { folder, mostBytes, contents, answers: {} }, undefined as never);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

interface Answered {
  readonly status: number;
  readonly body: { rule?: string; detail?: string; facts?: unknown };
}

/** Sends a body of some megabytes as another system would: streamed, with or without its length. */
const send = (bytes: Buffer | { readonly megabytes: number }, headers: Record<string, string> = {}, query = '') =>
  new Promise<Answered>((resolve, reject) => {
    const out = request(
      `${url}/api/post/letter/take${query}`,
      { method: 'POST', headers: { authorization: 'Bearer erp', 'content-type': 'application/xml', ...headers } },
      (answer: IncomingMessage) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode!, body: JSON.parse(text) as Answered['body'] }));
      },
    );
    out.on('error', reject);
    if (!('megabytes' in bytes)) return void out.end(bytes);
    let left = bytes.megabytes;
    const more = () => {
      while (left > 0) if ((left--, !out.write(Buffer.alloc(1_000_000, 60)))) return void out.once('drain', more);
      out.end();
    };
    more();
  });

test('a body of bytes reaches the command as hash, length and first bytes, with the rest of its input from the address', async () => {
  const bytes = Buffer.from('<order>é</order>');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.equal((await send(bytes, {}, '?from=erp')).status, 200);
  const { input, envelope } = seen.at(-1)!;
  assert.deepEqual([input.content, input.from], [{ sha256, bytes: bytes.length, head: bytes.subarray(0, 16).toString('hex') }, 'erp']);
  assert.match(String(input.letter), /^[0-9a-f-]{36}$/);
  assert.match(envelope.key, /^erp\//);
  assert.equal(kept.at(-1), sha256);
  assert.deepEqual(readdirSync(folder), [], 'nothing is left where it came in');
});

test('sent again under the same key it names the same record, and under another a new one', async () => {
  const ids = [];
  for (const key of ['order-4711', 'order-4711', 'order-4712']) {
    await send(Buffer.from('<a/>'), { 'idempotency-key': key });
    ids.push(seen.at(-1)!.input.letter);
  }
  assert.deepEqual([ids[0] === ids[1], ids[0] === ids[2]], [true, false]);
});

test('a hundred megabytes are refused before they are sent, where their length is told', async () => {
  const before = kept.length;
  const answer = await send({ megabytes: 100 }, { 'content-length': '100000000' });
  assert.deepEqual(
    [answer.status, answer.body.rule, answer.body.detail],
    [413, 'post.letter.take/too-large', 'At most 1000000 bytes are taken here; this has 100000000. Nothing was kept. Send it in parts.'],
  );
  assert.deepEqual([kept.length, readdirSync(folder)], [before, []]);
});

test('a hundred megabytes of untold length are cut at the limit, and their sender still reads why', async () => {
  const before = kept.length;
  const answer = await send({ megabytes: 100 });
  assert.deepEqual([answer.status, answer.body.rule], [413, 'post.letter.take/too-large']);
  assert.deepEqual([kept.length, readdirSync(folder)], [before, []]);
});

test('who may not do it is told so before a byte is kept', async () => {
  const before = kept.length;
  assert.equal((await send(Buffer.from('<a/>'), { authorization: 'Bearer stranger' })).status, 401);
  pattern = 'qms.*';
  assert.equal((await send({ megabytes: 3 })).status, 403);
  pattern = '*';
  assert.equal(kept.length, before);
});

test('a media type that is not taken is named with those that are', async () => {
  const { status, body } = await send(Buffer.from('a;b'), { 'content-type': 'text/csv' });
  assert.deepEqual([status, body.detail], [415, 'A body of the type text/csv is not taken here. Send application/xml, or the form as application/json.']);
});

test('a form goes on working, and does not get to say what the bytes are', async () => {
  const form = (input: object) => send(Buffer.from(JSON.stringify({ input })), { 'content-type': 'application/json', 'idempotency-key': newId() });
  assert.equal((await form({ letter: newId(), text: '<a/>' })).status, 200);
  const { status, body } = await form({ letter: newId(), content: { sha256: 'a'.repeat(64), bytes: 1, head: '' } });
  assert.deepEqual([status, body.rule], [400, 'post.letter.take/bad-input']);
});

test('a sender that breaks off leaves nothing behind', async () => {
  const before = kept.length;
  const out = request(`${url}/api/post/letter/take`, { method: 'POST', headers: { authorization: 'Bearer erp', 'content-type': 'application/xml' } });
  out.on('error', () => undefined);
  out.write(Buffer.alloc(300_000));
  const lies = async (count: number) => {
    for (let wait = 0; wait < 200 && readdirSync(folder).length !== count; wait++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(readdirSync(folder).length, count);
  };
  await lies(1);
  out.destroy();
  await lies(0);
  assert.equal(kept.length, before);
});

/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createClient } from './client.ts';
import { Fault, isSignedOut, Refusal } from './refusal.ts';
import { keyRing } from './key-ring.ts';
import { nounOf, queryOf, routeOf } from './address.ts';

type Sent = { url: string; init: RequestInit | undefined };
const outcome = { records: [], events: [] };

/** A server that gives these answers in turn; a number is a status without a body, 'down' is no answer at all. */
function server(...answers: (object | number | 'down')[]) {
  const sent: Sent[] = [];
  const client = createClient({
    newKey: () => 'key-1',
    wait: async () => {},
    fetch: async (url, init) => {
      sent.push({ url, init });
      const answer = answers[Math.min(sent.length, answers.length) - 1]!;
      if (answer === 'down') throw new TypeError('fetch failed');
      if (typeof answer === 'number') return new Response('', { status: answer });
      return Response.json(answer, { status: (answer as { status?: number }).status ?? 200 });
    },
  });
  return { client, sent };
}

test('a query is asked at its address with flat parameters', async () => {
  const { client, sent } = server({ rows: [] });
  await client.ask('qms.deviation.list', { state: 'opened', limit: 50, after: undefined, owner: '' });
  assert.equal(sent[0]?.url, '/api/qms/deviation/list?limit=50&state=opened');
});

test('an address that is not room.noun.verb is refused before it is sent', () => {
  assert.throws(() => routeOf('qms/deviation'), { message: /must be room\.noun\.verb/ });
});

test('lists of values are repeated parameters', () => {
  assert.equal(queryOf({ state: ['opened', 'closed'], mine: true }), '?mine=true&state=opened&state=closed');
});

test('the noun of a command is its first two words', () => {
  assert.equal(nounOf('qms.deviation.approve'), 'qms.deviation');
});

test('a command carries its input, its envelope and its key', async () => {
  const { client, sent } = server(outcome);
  await client.act('qms.deviation.approve', { deviation: 'd1' }, { seen: 3, signature: { meaning: 'I approve', secret: 's' } });
  assert.deepEqual(JSON.parse(String(sent[0]?.init?.body)), {
    input: { deviation: 'd1' },
    seen: 3,
    signature: { meaning: 'I approve', secret: 's' },
  });
  assert.equal(new Headers(sent[0]?.init?.headers).get('idempotency-key'), 'key-1');
});

test('a command whose answer was lost is sent again under the same key', async () => {
  const { client, sent } = server('down', 503, outcome);
  await client.act('mes.job.report', { good: 12 });
  assert.deepEqual(
    sent.map(({ init }) => new Headers(init?.headers).get('idempotency-key')),
    ['key-1', 'key-1', 'key-1'],
  );
});

test('after three attempts the person is told, and that it may have been recorded', async () => {
  const { client, sent } = server('down');
  await assert.rejects(client.act('mes.job.report', { good: 12 }), (error) => error instanceof Fault && error.uncertain);
  assert.equal(sent.length, 3);
});

test('a refusal is never sent again; it keeps its rule, its facts and what to do next', async () => {
  const { client, sent } = server({
    status: 409,
    title: 'Refused',
    detail: 'Someone else must approve.',
    rule: 'qms.deviation.approve/own-deviation',
    facts: { raisedBy: 'ana' },
    next: 'Ask a colleague.',
  });
  await assert.rejects(client.act('qms.deviation.approve', {}), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(
      [error.message, error.rule, error.facts, error.next],
      ['Someone else must approve.', 'qms.deviation.approve/own-deviation', { raisedBy: 'ana' }, 'Ask a colleague.'],
    );
    return true;
  });
  assert.equal(sent.length, 1);
});

test('a fault names the act to quote, and is not tried again', async () => {
  const { client, sent } = server({ status: 500, detail: 'The record could not be written.', act: 'a-77' });
  await assert.rejects(client.act('qms.deviation.approve', {}), (error) => error instanceof Fault && error.act === 'a-77' && !error.uncertain);
  assert.equal(sent.length, 1);
});

test('401 means that the session is over', async () => {
  const { client } = server(401);
  await assert.rejects(client.get('/api/session'), isSignedOut);
});

test('an answer that is not JSON is a fault, not an empty page', async () => {
  const client = createClient({ fetch: async () => new Response('<html>', { status: 200 }) });
  await assert.rejects(client.ask('qms.deviation.list'), (error) => error instanceof Fault && /not JSON/.test(error.message));
});

test('one user action keeps its key until it is answered, then the next press is a new action', () => {
  let made = 0;
  const keys = keyRing(() => `k${++made}`);
  const input = { deviation: 'd1' };
  assert.equal(keys.keyFor('a.b.c', input), 'k1');
  assert.equal(keys.keyFor('a.b.c', input), 'k1');
  assert.equal(keys.keyFor('a.b.c', { deviation: 'd2' }), 'k2');
  keys.settle('a.b.c', input);
  assert.equal(keys.keyFor('a.b.c', input), 'k3');
});

test('a mistyped secret does not make another action of it', () => {
  let made = 0;
  const keys = keyRing(() => `k${++made}`);
  const sign = (secret: string) => keys.keyFor('a.b.c', {}, { signature: { meaning: 'I approve', secret } });
  assert.equal(sign('wrnog'), sign('wrong'));
});

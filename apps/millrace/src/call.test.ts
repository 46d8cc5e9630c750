import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { Call } from './call.ts';

type Answer = 'cut' | { readonly status: number; readonly body: object };

/** A server that gives these answers in turn, and keeps the keys it was sent. */
async function serverThat(t: TestContext, ...answers: Answer[]) {
  const keys: unknown[] = [];
  const server: Server = createServer((request, reply) => {
    keys.push(request.headers['idempotency-key']);
    const answer = answers[Math.min(keys.length, answers.length) - 1]!;
    request.resume().on('end', () => {
      if (answer === 'cut') request.socket.destroy();
      else reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const call = new Call(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { token: 'a token' }, [0, 1, 1]);
  return { keys, send: () => call.command('/api/crib/tool/count', { tool: 't' }) };
}
const done: Answer = { status: 200, body: { act: 'a-1' } };
const inDoubt: Answer = { status: 503, body: { title: 'Fault', status: 503, detail: 'It may have been recorded.' } };

test('what nobody answered is sent again under its own key, so that it is done once', async (t) => {
  const { keys, send } = await serverThat(t, 'cut', inDoubt, done);
  assert.deepEqual(await send(), { act: 'a-1' });
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
});

test('what is still not known in the end is said, with the key that finds out', async (t) => {
  const { keys, send } = await serverThat(t, inDoubt);
  await assert.rejects(send(), (error: Error) => error.message.includes('It may have been recorded.') && error.message.includes(`--key=${String(keys[0])}`));
});

test('a refusal that says to come again did nothing, and is told as it is', async (t) => {
  const busy: Answer = { status: 503, body: { title: 'Refused', status: 503, detail: 'Others are changing the same records.', rule: 'crib.tool.count/busy' } };
  const { send } = await serverThat(t, busy);
  await assert.rejects(send(), (error: Error) => !error.message.includes('--key'));
});

test('after a try that nobody answered, a refusal of the next try alone does not hide that it may have been done', async (t) => {
  const busy: Answer = { status: 503, body: { title: 'Refused', status: 503, detail: 'Others are changing the same records.', rule: 'crib.tool.count/busy' } };
  const signedOut: Answer = { status: 401, body: { title: 'Refused', status: 401, detail: 'Sign in first.', rule: 'crib.tool.count/not-signed-in' } };
  for (const after of [busy, signedOut]) {
    const { keys, send } = await serverThat(t, 'cut', after);
    await assert.rejects(send(), (error: Error) => error.message.includes(`--key=${String(keys[0])}`), JSON.stringify(after));
  }
  const { send } = await serverThat(t, 'cut', { status: 409, body: { title: 'Refused', status: 409, detail: 'Tool t is out.', rule: 'crib.tool.count/out' } });
  await assert.rejects(send(), (error: Error) => !error.message.includes('--key'), 'what is kept under the key was not done');
});

test('any other refusal is told at once', async (t) => {
  const { keys, send } = await serverThat(t, { status: 409, body: { title: 'Refused', status: 409, detail: 'Tool t is out.', rule: 'crib.tool.count/out' } });
  await assert.rejects(send(), /Tool t is out/);
  assert.equal(keys.length, 1);
});

test('a server that is not there is told at once', { timeout: 1000 }, async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const call = new Call(`http://127.0.0.1:${port}`, { token: 'a token' }, [0, 60_000]);
  await assert.rejects(call.command('/api/crib/tool/count', {}), /does not answer at http:\/\/127\.0\.0\.1:\d+\. Start it with npm start/);
});

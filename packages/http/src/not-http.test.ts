import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import fastify from 'fastify';
import { unreadable } from './not-http.ts';

const app = fastify({ ...unreadable });
let port: number;
before(async () => {
  app.all('/api/:what', async () => ({}));
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as { port: number });
});
after(() => app.close());

/** What comes back for these bytes: the status, and the problem document. */
async function answerTo(bytes: string) {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(bytes);
  const [head, body] = (await text(socket)).split('\r\n\r\n') as [string, string];
  const length = Number(/content-length: (\d+)/i.exec(head)![1]);
  assert.match(head, /content-type: application\/problem\+json/i);
  assert.equal(Buffer.byteLength(body), length);
  const problem = JSON.parse(body) as { status: number; detail: string };
  assert.equal(Number(head.split(' ')[1]), problem.status);
  return problem;
}

test('an address that cannot be decoded is answered with a problem document that names it', async () => {
  const { status, detail } = await answerTo('GET /api/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  assert.equal(status, 400);
  assert.match(detail, /\/api\/%zz/);
});

test('a head that is too long is told how long it may be', async () => {
  assert.deepEqual(await answerTo(`GET /api/x HTTP/1.1\r\nhost: x\r\ncookie: ${'a'.repeat(20_000)}\r\n\r\n`), {
    type: 'about:blank',
    title: 'Not understood',
    status: 431,
    detail: 'The head of the request is longer than 16 KiB. Send fewer or shorter cookies and header fields.',
  });
});

test('what is no HTTP is told so', async () => {
  assert.equal((await answerTo('\u0016\u0003\u0001 hello\r\n\r\n')).status, 400);
});

test('a request that does not come whole is told to come again', async () => {
  // as Node says it: it looks for such only every half minute
  app.server.once('connection', (socket) => socket.once('data', () => app.server.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)));
  assert.equal((await answerTo('POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n[1')).status, 408);
});

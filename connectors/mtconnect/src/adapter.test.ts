import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { launch, recordingSink, silent } from '@millrace/connector-kit';
import { mtconnect } from './connector.ts';

const options = { timeout: 15_000 };
const open: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of open) await close();
});

/** An adapter that speaks what it is told and notes what it hears. */
async function adapter(hello: string, port = 0) {
  const sockets: Socket[] = [];
  const heard: string[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => heard.push(bytes.toString()));
    socket.write(hello);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  open.push(stop);
  return { port: address.port, sockets, heard, stop };
}

const now = () => Temporal.Now.instant().toString();
const config = (port: number, more: object = {}) => ({ host: '127.0.0.1', port, source: 'okuma-1', numbers: ['load'], backoff: { firstMs: 30, maxMs: 100, jitter: 0 }, ...more });

test('a machine speaks, its line breaks, its values are stale, it is found again', options, async () => {
  const machine = await adapter(`${now()}|load|12.5\n`);
  const sink = recordingSink();
  const running = await launch(mtconnect, { config: config(machine.port), sink, log: silent, policy: 'error' });
  await sink.until((kept) => kept.samples().length === 1);
  machine.sockets[0]?.destroy();
  await sink.until((kept) => kept.samples().length === 3);
  assert.deepEqual(
    sink.samples().map((one) => [one.value, one.quality.marks ?? []]),
    [
      [12.5, []],
      [12.5, ['stale']],
      [12.5, []],
    ],
  );
  assert.deepEqual(
    sink.presences().map((one) => one.is),
    ['online', 'stale', 'online'],
  );
  assert.equal(running.status().state, 'connected');
  await running.stop();
  assert.equal(sink.samples().at(-1)?.quality.marks?.includes('stale'), true);
});

test('an adapter that answers PING is asked again at its own pace, and one that then falls silent is left', options, async () => {
  const machine = await adapter('* PONG 100\n');
  const sink = recordingSink();
  const running = await launch(mtconnect, { config: config(machine.port), sink, log: silent, policy: 'error' });
  await sink.until((kept) => kept.presences().some((one) => one.is === 'stale'));
  assert.match(sink.presences().find((one) => one.is === 'stale')?.why ?? '', /Nothing was heard for 200 ms/);
  assert.ok(machine.heard.join('').startsWith('* PING\n* PING\n'));
  await running.stop();
});

test('while the sink cannot keep, the machine waits; then all comes in order and once', options, async () => {
  const lines = Array.from({ length: 5000 }, (_, value) => `2026-03-01T12:00:00Z|load|${value}\n`).join('');
  const machine = await adapter(lines);
  const kept = recordingSink();
  let full = 3;
  const sink = { take: async (list: Parameters<typeof kept.take>[0]) => (full-- > 0 ? Promise.reject(new Error('the disk is full')) : kept.take(list)) };
  const running = await launch(mtconnect, { config: config(machine.port), sink, log: silent, policy: 'error' });
  await kept.until((one) => one.samples().length === 5000);
  assert.ok(kept.samples().every((one, value) => one.value === value));
  await running.stop();
});

test('an adapter that is not there is told by address', options, async () => {
  await assert.rejects(launch(mtconnect, { config: config(1), sink: recordingSink(), log: silent, policy: 'error' }), /127\.0\.0\.1:1: .*ECONNREFUSED/);
});

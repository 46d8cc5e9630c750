import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { launch, recordingSink, silent } from '@millrace/connector-kit';
import mqtt, { type MqttClient } from 'mqtt';
import { type Broker, type BrokerOptions, startBroker } from './broker.ts';
import { mqttTopics } from './connector.ts';

const options = { timeout: 15_000 };
const open: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of open.toReversed()) await close();
});

async function broker(more: Partial<BrokerOptions> = {}): Promise<Broker> {
  const one = await startBroker({ port: 0, ...more });
  open.push(one.stop);
  return one;
}

async function client(url: string, more: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const one = await mqtt.connectAsync(url, { reconnectPeriod: 0, ...more }, false);
  open.push(async () => void one.end(true));
  return one;
}

const credentials: NonNullable<BrokerOptions['authenticate']> = async ({ username, password }) => {
  if (username !== 'press-1' || Buffer.from(password ?? '').toString() !== 'steel-and-oil') return undefined;
  return { publish: ['plant/press-1/#'], subscribe: ['plant/press-1/commands/+'] };
};

test('without a check of who comes in, only this machine is served', options, async () => {
  await assert.rejects(startBroker({ port: 0, host: '0.0.0.0' }), /needs `authenticate`; without it, only 127\.0\.0\.1 is allowed/);
  assert.equal((await broker()).url.startsWith('mqtt://127.0.0.1:'), true);
});

test('a port already taken is told by address', options, async () => {
  const one = await broker();
  await assert.rejects(startBroker({ port: one.port }), new RegExp(`cannot listen on 127\\.0\\.0\\.1:${one.port}: .*EADDRINUSE`));
});

test('a wrong password stays outside', options, async () => {
  const one = await broker({ authenticate: credentials });
  await assert.rejects(client(one.url, { username: 'press-1', password: 'guess' }), /Not authorized/i);
  assert.equal(one.status().turnedAway, 1);
  await client(one.url, { username: 'press-1', password: 'steel-and-oil' });
});

test('a check that falls over lets nobody in', options, async () => {
  const one = await broker({ authenticate: () => Promise.reject(new Error('the directory is down')) });
  await assert.rejects(client(one.url), /Not authorized/i);
});

test('a client reaches what it was granted and nothing else', options, async () => {
  const one = await broker({ authenticate: credentials });
  const machine = await client(one.url, { username: 'press-1', password: 'steel-and-oil' });
  await machine.subscribeAsync('plant/press-1/commands/start', { qos: 1 });
  for (const filter of ['#', 'plant/press-1/commands/#', 'plant/+/commands/start']) await assert.rejects(machine.subscribeAsync(filter, { qos: 1 }), /Subscribe error/, filter);
  const closed = new Promise((resolve) => machine.once('close', () => resolve(undefined)));
  machine.on('error', () => {});
  machine.publish('plant/press-2/speed', '1', { qos: 1 });
  await closed;
});

test('a subscription the broker refuses is told by its filter', options, async () => {
  const one = await broker({ authenticate: credentials });
  const config = { url: one.url, clientId: 'c', username: 'press-1', password: 'steel-and-oil', rules: [{ filter: 'plant/press-1/commands/+' }, { filter: 'plant/press-2/#' }] };
  await assert.rejects(launch(mqttTopics, { config, sink: recordingSink(), log: silent, policy: 'error' }), /refused to subscribe plant\/press-2\/#$/);
});

test('a visitor who never says a word does not keep a stopped broker alive', options, async () => {
  const one = await startBroker({ port: 0 });
  const socket = connect(one.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  await one.stop();
});

test('samples come from our broker with the time of their source', options, async () => {
  const one = await broker();
  const sink = recordingSink();
  const config = { url: one.url, clientId: 'millrace', rules: [{ filter: 'pack/#', value: '/value', time: '/timestamp_ms', timeFormat: 'ms' }] };
  const running = await launch(mqttTopics, { config, sink, log: silent, policy: 'error' });
  const machine = await client(one.url);
  await machine.publishAsync('pack/line-1/speed', JSON.stringify({ value: 12.5, timestamp_ms: Date.now() - 5000 }), { qos: 1 });
  await sink.until((kept) => kept.samples().length === 1);
  const [sample] = sink.samples();
  assert.deepEqual([sample?.source, sample?.name, sample?.value, sample?.quality.grade], ['pack/line-1', 'speed', 12.5, 'good']);
  assert.ok(sample!.receivedAt.epochMilliseconds - sample!.sourceTime.epochMilliseconds >= 5000);
  await running.stop();
});

test('what was sent at QoS 1 while we were away, or could not be kept, comes in order and once', options, async () => {
  const one = await broker();
  const config = { url: one.url, clientId: 'away', rules: [{ filter: 'scale/#', format: 'text', as: 'number' }] };
  const first = await launch(mqttTopics, { config, sink: recordingSink(), log: silent, policy: 'error' });
  await first.stop();
  const machine = await client(one.url);
  for (let value = 1; value <= 20; value += 1) await machine.publishAsync('scale/7', String(value), { qos: 1 });

  const kept = recordingSink();
  let full = 2;
  const sink = { take: async (list: Parameters<typeof kept.take>[0]) => (full-- > 0 ? Promise.reject(new Error('the disk is full')) : kept.take(list)) };
  const second = await launch(mqttTopics, { config, sink, log: silent, policy: 'error' });
  await kept.until((one_) => one_.samples().length === 20);
  assert.deepEqual(
    kept.samples().map((sample) => sample.value),
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  assert.equal(second.status().counts['offeredAgain'], 2);
  await second.stop();
});

test('a broker that goes makes every value stale, and the line comes back by itself', options, async () => {
  const one = await startBroker({ port: 0 });
  const sink = recordingSink();
  const config = { url: one.url, clientId: 'back', rules: [{ filter: 'scale/#', format: 'text', as: 'number' }], backoff: { firstMs: 30, maxMs: 100 } };
  const running = await launch(mqttTopics, { config, sink, log: silent, policy: 'error' });
  const machine = await client(one.url);
  await machine.publishAsync('scale/7', '1', { qos: 1 });
  await sink.until((kept) => kept.samples().length === 1);
  await one.stop();
  await sink.until((kept) => kept.samples().length === 2);
  assert.deepEqual(
    sink.samples().map((sample) => [sample.value, sample.quality.marks ?? []]),
    [
      [1, []],
      [1, ['stale']],
    ],
  );
  const again = await broker({ port: one.port });
  const second = await client(again.url);
  while (running.status().state !== 'connected') await new Promise((resolve) => setTimeout(resolve, 20));
  await second.publishAsync('scale/7', '2', { qos: 1 });
  await sink.until((kept) => kept.samples().length === 3);
  await running.stop();
});

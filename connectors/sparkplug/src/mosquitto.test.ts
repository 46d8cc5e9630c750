import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { launch, machineClock, recordingSink, silent } from '@millrace/connector-kit';
import mqtt, { type MqttClient } from 'mqtt';
import { sparkplug } from './connector.ts';
import { aliased, edgeDouble } from './edge-double.ts';
import { noMosquitto, startMosquitto } from './mosquitto-double.ts';
import { decodePayload } from './payload.ts';
import { metric } from './value.ts';

const options = { skip: noMosquitto ?? false, timeout: 20_000 };
let broker: Awaited<ReturnType<typeof startMosquitto>>;
const clients: MqttClient[] = [];

before(async () => {
  if (!noMosquitto) broker = await startMosquitto();
});
after(async () => {
  for (const client of clients) client.end(true);
  await broker?.stop();
});

async function client(more: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const one = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0, ...more });
  clients.push(one);
  return one;
}

async function host(more: object = {}) {
  const sink = recordingSink();
  const config = { url: broker.url, hostId: 'millrace', backoff: { firstMs: 50, maxMs: 200, jitter: 0 }, reorderMs: 150, rebirthEveryMs: 300, ...more };
  const running = await launch(sparkplug, { config, sink, log: silent, clock: machineClock, policy: 'error' });
  return { sink, running };
}

/** What comes on a topic, until enough of it has. */
async function listen(topic: string, enough: number): Promise<() => Promise<{ topic: string; payload: Buffer; retain: boolean }[]>> {
  const ear = await client();
  const heard: { topic: string; payload: Buffer; retain: boolean }[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  ear.on('message', (on, payload, { retain }) => {
    if (heard.push({ topic: on, payload, retain }) >= enough) resolve();
  });
  await ear.subscribeAsync(topic, { qos: 1 });
  return async () => {
    await promise;
    return heard;
  };
}

const now = () => Date.now();
const speed = (value: number) => metric('Speed', 'Int32', value, { alias: 7n });
const sent = (one: MqttClient, { topic, bytes }: { topic: string; bytes: Uint8Array }) => one.publishAsync(topic, Buffer.from(bytes), { qos: 0 });

test('on mosquitto: a host that stops says goodbye itself, retained', options, async () => {
  const states = await listen('spBv1.0/STATE/state-host', 2);
  const { running } = await host({ hostId: 'state-host' });
  await running.stop();
  const [online, offline] = (await states()).map((one) => JSON.parse(one.payload.toString()) as { online: boolean; timestamp: number });
  assert.deepEqual([online?.online, offline?.online], [true, false]);
  assert.ok((offline?.timestamp ?? 0) >= (online?.timestamp ?? Infinity));
  const kept = await (await listen('spBv1.0/STATE/state-host', 1))();
  assert.deepEqual(
    kept.map((one) => [one.retain, one.payload.toString()]),
    [[true, JSON.stringify(offline)]],
  );
});

test('on mosquitto: the will of a host that was killed carries the timestamp of its birth', options, async () => {
  const states = await listen('spBv1.0/STATE/killed-host', 2);
  const script = `
    import { launch, silent } from '@millrace/connector-kit';
    import { sparkplug } from '@millrace/connector-sparkplug';
    await launch(sparkplug, { config: { url: '${broker.url}', hostId: 'killed-host' }, sink: { take: async () => {} }, log: silent, policy: 'error' });
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: import.meta.dirname, stdio: 'ignore' });
  await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  const [online, offline] = (await states()).map((one) => JSON.parse(one.payload.toString()) as { online: boolean; timestamp: number });
  assert.deepEqual([online?.online, offline?.online], [true, false]);
  assert.equal(offline?.timestamp, online?.timestamp);
});

test('on mosquitto: a machine is born, speaks, is cut off without goodbye, and its values are stale', options, async () => {
  const { sink, running } = await host();
  const edge = edgeDouble('pack', 'line-1');
  const will = edge.death(3n);
  const machine = await client({ will: { topic: will.topic, payload: Buffer.from(will.bytes), qos: 1, retain: false } });
  await sent(machine, edge.birth(now(), 3n, [speed(-5)]));
  await sent(machine, edge.deviceBirth(now(), 'filler', [metric('Count', 'UInt64', 18446744073709551615n, { alias: 8n })]));
  await sent(machine, edge.data(now(), [aliased(7n, speed(-6), now())]));
  await sink.until((one) => one.samples().length === 3);
  machine.stream.destroy();
  await sink.until((one) => one.samples().length === 5);
  assert.deepEqual(
    sink.samples().map((one) => [one.source, one.name, one.value, one.quality.marks ?? one.quality.grade]),
    [
      ['pack/line-1', 'Speed', -5, 'good'],
      ['pack/line-1/filler', 'Count', 18446744073709551615n, 'good'],
      ['pack/line-1', 'Speed', -6, 'good'],
      ['pack/line-1', 'Speed', -6, ['stale']],
      ['pack/line-1/filler', 'Count', 18446744073709551615n, ['stale']],
    ],
  );
  assert.equal(running.status().counts['online'], 0);
  await running.stop();
});

test('on mosquitto: a machine that was alive before the host is asked for its birth and gives it', options, async () => {
  const { sink, running } = await host({ hostId: 'late' });
  const edge = edgeDouble('pack', 'line-9');
  const machine = await client();
  machine.on('message', (topic, payload) => {
    if (topic.endsWith('NCMD/line-9') && decodePayload(payload).metrics[0]?.name === 'Node Control/Rebirth') void sent(machine, edge.birth(now(), 0n, [speed(11)]));
  });
  await machine.subscribeAsync('spBv1.0/pack/NCMD/line-9', { qos: 1 });
  await sent(machine, edge.data(now(), [aliased(7n, speed(10), now())]));
  await sink.until((one) => one.samples().length === 1);
  assert.equal(sink.samples()[0]?.value, 11);
  await running.stop();
});

test('on mosquitto: a lost message is noticed by the clock and a rebirth asked for', options, async () => {
  const asked = await listen('spBv1.0/gap/NCMD/+', 1);
  const { sink, running } = await host({ hostId: 'gap-host', groups: ['gap'] });
  const edge = edgeDouble('gap', 'line-1');
  const machine = await client();
  await sent(machine, edge.birth(now(), 0n, [speed(1)]));
  edge.data(now(), [aliased(7n, speed(2), now())]);
  await sent(machine, edge.data(now(), [aliased(7n, speed(3), now())]));
  assert.equal((await asked())[0]?.topic, 'spBv1.0/gap/NCMD/line-1');
  await sink.until((one) => one.samples().length === 2);
  assert.deepEqual(
    sink.samples().map((one) => [one.value, one.quality.marks ?? []]),
    [
      [1, []],
      [3, ['sequence-gap']],
    ],
  );
  await running.stop();
});

test('on mosquitto: the broker is killed and comes back; the host says it is online again under a new session', options, async (t) => {
  const own = await startMosquitto();
  const sink = recordingSink();
  const config = { url: own.url, hostId: 'phoenix', backoff: { firstMs: 50, maxMs: 100, jitter: 0 } };
  const running = await launch(sparkplug, { config, sink, log: silent, policy: 'error' });
  const edge = edgeDouble('pack', 'line-1');
  const machine = await mqtt.connectAsync(own.url, { reconnectPeriod: 0 });
  machine.on('error', () => {});
  await sent(machine, edge.birth(now(), 0n, [speed(1)]));
  await sink.until((one) => one.samples().length === 1);
  await own.stop('SIGKILL');
  await sink.until((one) => one.samples().length === 2);
  assert.deepEqual(sink.samples()[1]?.quality.marks, ['stale']);

  const back = await startMosquitto(own.port);
  t.after(() => back.stop());
  const ear = await mqtt.connectAsync(back.url, { reconnectPeriod: 0 });
  t.after(() => ear.end(true));
  const state = new Promise<string>((resolve) => ear.once('message', (_, payload) => resolve(payload.toString())));
  await ear.subscribeAsync('spBv1.0/STATE/phoenix', { qos: 1 });
  assert.match(await state, /"online":true/);
  // others hear it before the host has the broker's answer to it
  for (const end = Date.now() + 8_000; running.status().state !== 'connected' && Date.now() < end;) await new Promise((done) => setTimeout(done, 20));
  assert.equal(running.status().state, 'connected');
  assert.equal(running.status().attempts, 0);
  await running.stop();
});

test('on mosquitto: two hosts of one client id do not throw each other out for ever, and both say why that may be', options, async () => {
  const more = { clientId: 'twin', backoff: { firstMs: 20, maxMs: 2_000, jitter: 0 } };
  const [one, two] = [await host(more), await host(more)];
  const isTold = () => [one, two].some(({ running }) => /another client may come under the same name/.test(running.status().lastError?.message ?? ''));
  for (const end = Date.now() + 8_000; !isTold() && Date.now() < end;) await new Promise((done) => setTimeout(done, 20));
  assert.ok(isTold());
  await Promise.all([one.running.stop(), two.running.stop()]);
});

test('a broker that is not there is told by name', { timeout: 10_000 }, async () => {
  const config = { url: 'mqtt://127.0.0.1:1', hostId: 'nobody', connectTimeoutMs: 2000 };
  await assert.rejects(launch(sparkplug, { config, sink: recordingSink(), log: silent, policy: 'error' }), /mqtt:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/);
});

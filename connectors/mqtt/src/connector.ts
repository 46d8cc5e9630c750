import { readFileSync } from 'node:fs';
import {
  type Clock,
  type Connector,
  defineConnector,
  type Frame,
  inspection,
  intake,
  keepLinked,
  type Link,
  type Log,
  type Running,
  samples,
  sentenceOf,
  type Sink,
} from '@millrace/connector-kit';
import mqtt, { ErrorWithSubackPacket, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import sample from '../sample.json' with { type: 'json' };
import { type Config, configSchema } from './config.ts';
import { readMessage } from './reading.ts';

/** Subscribes to plain topics and reads their messages by declared rules. */
export const mqttTopics: Connector<typeof configSchema> = defineConnector({
  type: 'mqtt',
  title: 'Plain MQTT topics with JSON or text payloads',
  emits: ['samples'],
  config: configSchema,
  sample,
  start,
  replay,
  async probe(config) {
    const link = await open({ ...config, clientId: `${config.clientId}-probe`, isPersistent: false }, [], () => undefined);
    await link.close();
  },
});

async function start(config: Config, sink: Sink, log: Log, clock: Clock): Promise<Running> {
  const into = intake({ sink, log, clock, skew: config.skew, staleAfterMs: config.staleAfterMs });
  const heard = (packet: IPublishPacket): Promise<void> | undefined => {
    into.count('messages');
    const bytes = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const list = readMessage(config, packet.topic, bytes, packet.retain, clock.now());
    if (list.length === 0) into.count('unread');
    return list.length === 0 ? undefined : into.take(samples(list));
  };
  const kept = keepLinked({
    backoff: config.backoff,
    clock,
    open: () => open(config, [...new Set(config.rules.map((rule) => rule.filter))], heard),
    async lost(why) {
      log.warn(`The connection to the broker is lost: ${why}`, { url: config.url });
      await into.fallSilent();
    },
  });
  await kept.first;
  return {
    async stop() {
      await kept.stop();
      await into.stop();
    },
    status: () => ({ ...kept.status(), ...into.status() }),
  };
}

/** Connects and subscribes. A message is acknowledged when what it told is kept; the wire waits so long. */
async function open(config: Config, filters: readonly string[], heard: (packet: IPublishPacket) => Promise<void> | undefined): Promise<Link> {
  const client = mqtt.connect(config.url, optionsOf(config));
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  let lastError: string | undefined;
  client.on('error', (error) => {
    lastError = sentenceOf(error);
  });
  client.on('close', () => resolve(lastError ?? 'The broker closed the connection.'));
  client.handleMessage = (packet, done) => {
    const keeping = heard(packet);
    if (!keeping) return done();
    keeping.then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  };
  try {
    const connected = new Promise<void>((up) => {
      client.once('connect', () => up());
    });
    await Promise.race([connected, closed.then((why) => Promise.reject(new Error(why)))]);
    if (filters.length > 0) await subscribe(client, filters);
  } catch (cause) {
    client.end(true);
    throw new Error(`${config.url}: ${sentenceOf(cause)}`, { cause });
  }
  return { closed, close: () => client.endAsync() };
}

async function subscribe(client: MqttClient, filters: readonly string[]): Promise<void> {
  try {
    await client.subscribeAsync([...filters], { qos: 1 });
  } catch (cause) {
    if (!(cause instanceof ErrorWithSubackPacket)) throw cause;
    // 0x80 stands where a filter was refused (MQTT 3.1.1, 3.9.3)
    const refused = filters.filter((_, index) => Number(cause.packet.granted[index]) > 2);
    throw new Error(`the broker refused to subscribe ${refused.join(', ')}`, { cause });
  }
}

function optionsOf(config: Config): IClientOptions {
  const { username, password, caFile, certFile, keyFile } = config;
  return {
    clientId: config.clientId,
    clean: !config.isPersistent,
    protocolVersion: 4,
    keepalive: config.keepaliveS,
    connectTimeout: config.connectTimeoutMs,
    // the line is kept by the kit, so that waits and states are the same for every connector
    reconnectPeriod: 0,
    resubscribe: false,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(caFile !== undefined && { ca: readFileSync(caFile) }),
    ...(certFile !== undefined && { cert: readFileSync(certFile) }),
    ...(keyFile !== undefined && { key: readFileSync(keyFile) }),
  };
}

function replay(config: Config, frames: readonly Frame[]): unknown[] {
  const inspected = inspection(config.skew);
  return frames.flatMap((frame) => {
    if (frame.event === 'disconnected') return inspected.silence(frame.at);
    if (frame.event !== 'frame') return [];
    return inspected.pass(samples(readMessage(config, frame.channel, frame.bytes, frame.retained, frame.at)));
  });
}

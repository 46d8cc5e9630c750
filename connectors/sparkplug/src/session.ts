import { readFileSync } from 'node:fs';
import type { Link } from '@millrace/connector-kit';
import { sentenceOf } from '@millrace/connector-kit';
import mqtt, { ErrorWithSubackPacket, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import type { Config } from './config.ts';
import type { Publish } from './outputs.ts';

/** One MQTT session of a host: from CONNECT with its will to the loss of the line. */
export interface Session extends Link {
  publish(message: Publish): void;
  /** Resolves when the broker has taken all that was published at QoS 1. Not to be waited for while a message is being heard. */
  taken(): Promise<void>;
}

/** Connects and subscribes; rejects with why where either fails. `heard` settles when the message may be acknowledged. */
export async function openSession(
  config: Config,
  will: Publish | undefined,
  topics: readonly string[],
  heard: (packet: IPublishPacket) => Promise<void> | undefined,
): Promise<Session> {
  const client = mqtt.connect(config.url, optionsOf(config, will));
  const { promise: closed, resolve: closedBy } = Promise.withResolvers<string>();
  let lastError: string | undefined;
  client.on('error', (error) => {
    lastError = sentenceOf(error);
  });
  client.on('close', () => closedBy(lastError ?? 'The broker closed the connection.'));
  // the stream waits for this call: a message is acknowledged, and the next one read, when what it told is kept
  client.handleMessage = (packet, done) => {
    const kept = heard(packet);
    if (!kept) return done();
    kept.then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  };
  try {
    await Promise.race([connected(client), closed.then((why) => Promise.reject(new Error(why)))]);
    if (topics.length > 0) await subscribe(client, topics);
  } catch (cause) {
    client.end(true);
    throw new Error(`${config.url}: ${sentenceOf(cause)}`, { cause });
  }
  let last: Promise<unknown> = Promise.resolve();
  return {
    closed,
    publish({ publish, payload, qos, retain }) {
      // where the line falls first, the session's end tells it
      const sent = client.publishAsync(publish, Buffer.from(payload), { qos, retain }).catch(() => {});
      if (qos > 0) last = Promise.all([last, sent]);
    },
    taken: () => Promise.race([last, closed]).then(() => {}),
    close: () => client.endAsync(),
  };
}

function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    client.once('connect', () => resolve());
  });
}

async function subscribe(client: MqttClient, topics: readonly string[]): Promise<void> {
  try {
    await client.subscribeAsync([...topics], { qos: 1 });
  } catch (cause) {
    if (!(cause instanceof ErrorWithSubackPacket)) throw cause;
    // 0x80 stands where a topic was refused (MQTT 3.1.1, 3.9.3)
    const refused = topics.filter((_, index) => Number(cause.packet.granted[index]) > 2);
    throw new Error(`the broker refused to subscribe ${refused.join(', ')}`, { cause });
  }
}

function optionsOf(config: Config, will: Publish | undefined): IClientOptions {
  const { username, password, caFile, certFile, keyFile } = config;
  return {
    clientId: config.clientId ?? `${config.hostId}-${Math.random().toString(16).slice(2, 10)}`,
    clean: true,
    protocolVersion: 4,
    keepalive: config.keepaliveS,
    connectTimeout: config.connectTimeoutMs,
    // each CONNECT needs a will of its own, so that the library does not reconnect for us
    reconnectPeriod: 0,
    resubscribe: false,
    ...(will && { will: { topic: will.publish, payload: Buffer.from(will.payload), qos: will.qos, retain: will.retain } }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(caFile !== undefined && { ca: readFileSync(caFile) }),
    ...(certFile !== undefined && { cert: readFileSync(certFile) }),
    ...(keyFile !== undefined && { key: readFileSync(keyFile) }),
  };
}

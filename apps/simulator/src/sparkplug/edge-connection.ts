import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import type { EdgeMessage, EdgeNode, Fault, Value } from './edge-node.ts';
import { isRebirthCommand } from './payload.ts';

export interface EdgeOptions {
  readonly node: EdgeNode;
  readonly url: string;
  readonly clientId: string;
  /** Waits for this host to be there before being born, and goes when it goes. None: speaks to whoever listens. */
  readonly primaryHost: string | undefined;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
}

export interface EdgeConnection {
  tell(values: readonly Value[]): void;
  commit(fault: Fault): void;
  /** Cuts the line without a goodbye: the broker sends the will. It comes back by itself. */
  cut(): void;
  readonly isBorn: boolean;
  stop(): Promise<void>;
}

// 10,000 values, half an hour of one line: an edge node keeps a while, not for ever
const keptValues = 10_000;
const reconnectAfterMs = 1_000;

/** An edge node on its broker: connects with a fresh will each time, is born when its host is there, keeps values while it cannot speak. */
export function connectEdge(options: EdgeOptions): EdgeConnection {
  const { node, nowMs, log } = options;
  let client: MqttClient | undefined;
  let isBorn = false;
  let isStopping = false;
  let hostSince = Number.NEGATIVE_INFINITY;
  let kept: Value[] = [];
  const stopping = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await session();
      } catch (cause) {
        log(`${options.clientId}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
      isBorn = false;
      client = undefined;
      await delay(reconnectAfterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function session(): Promise<void> {
    hostSince = Number.NEGATIVE_INFINITY;
    const { topic, payload, qos, retain } = node.will(nowMs());
    const opened = await connectAsync(options.url, { clientId: options.clientId, clean: true, reconnectPeriod: 0, connectTimeout: 5_000, will: { topic, payload, qos, retain } });
    client = opened;
    const closed = new Promise<void>((resolve) => opened.once('close', resolve));
    opened.on('error', (cause) => log(`${options.clientId}: ${cause.message}`));
    opened.on('message', (from, bytes) => hear(from, bytes));
    const stateTopic = options.primaryHost === undefined ? [] : [`spBv1.0/STATE/${options.primaryHost}`];
    await opened.subscribeAsync([node.commandTopic, ...stateTopic], { qos: 1 });
    if (options.primaryHost === undefined) born();
    await closed;
  }

  function hear(from: string, bytes: Buffer): void {
    if (from === node.commandTopic) {
      if (isBorn && isRebirthCommand(bytes)) send(node.births(nowMs()));
      return;
    }
    let state: { online?: unknown; timestamp?: unknown };
    try {
      state = JSON.parse(bytes.toString()) as typeof state;
    } catch {
      return log(`${options.clientId}: the host's STATE is not JSON and is passed over`);
    }
    const at = Number(state.timestamp);
    if (!(at >= hostSince)) return; // an older word of the host, kept by the broker
    hostSince = at;
    if (state.online === true && !isBorn) born();
    if (state.online === false && isBorn) {
      log(`${options.clientId}: the host is gone; waiting for it`);
      leave().catch((cause: unknown) => log(String(cause)));
    }
  }

  function born(): void {
    isBorn = true;
    const late = kept;
    kept = [];
    // a birth says how things are now, not how they were when the line went down
    node.remember(late);
    send(node.births(nowMs()));
    for (let at = 0; at < late.length; at += 500) send(node.data(late.slice(at, at + 500), true));
  }

  async function leave(): Promise<void> {
    const leaving = client;
    if (leaving === undefined) return;
    if (isBorn) {
      const { topic, payload, qos, retain } = node.death(nowMs());
      isBorn = false;
      await leaving.publishAsync(topic, payload, { qos, retain });
    }
    await leaving.endAsync();
  }

  function send(messages: readonly EdgeMessage[]): void {
    for (const { topic, payload, qos, retain } of messages) client?.publish(topic, payload, { qos, retain });
  }

  return {
    get isBorn() {
      return isBorn;
    },
    tell(values) {
      if (isBorn) return send(node.data(values, false));
      kept.push(...values);
      if (kept.length > keptValues) kept = kept.slice(-keptValues);
    },
    commit(fault) {
      send(node.commit(fault, nowMs()));
      if (fault === 'bdseq-repeated') client?.stream.destroy();
    },
    cut: () => void client?.stream.destroy(),
    async stop() {
      isStopping = true;
      stopping.abort();
      await leave();
      await running;
    },
  };
}

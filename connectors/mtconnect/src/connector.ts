import { connect, type Socket } from 'node:net';
import {
  type Clock,
  type Connector,
  defineConnector,
  type Frame,
  inspection,
  intake,
  type Intake,
  keepLinked,
  type Link,
  type Log,
  type Running,
  sentenceOf,
  type Sink,
} from '@millrace/connector-kit';
import sample from '../sample.json' with { type: 'json' };
import { type Config, configSchema } from './config.ts';
import { nothingRead, reader } from './reading.ts';

/** Reads a machine tool's adapter: an MTConnect agent's place, without the agent. */
export const mtconnect: Connector<typeof configSchema> = defineConnector({
  type: 'mtconnect',
  title: 'MTConnect adapter over SHDR (TCP lines)',
  emits: ['samples', 'presence', 'message'],
  config: configSchema,
  sample,
  start,
  replay,
  async probe(config, clock) {
    const socket = await dial(config, clock);
    socket.destroy();
  },
});

async function start(config: Config, sink: Sink, log: Log, clock: Clock): Promise<Running> {
  const into = intake({ sink, log, clock, skew: config.skew, staleAfterMs: config.staleAfterMs });
  const kept = keepLinked({
    backoff: config.backoff,
    clock,
    async open() {
      const socket = await dial(config, clock);
      await into.take([{ kind: 'presence', source: config.source, is: 'online', at: clock.now(), receivedAt: clock.now(), why: 'The adapter took our connection.' }]);
      return listen(socket, config, into, log, clock);
    },
    async lost(why) {
      log.warn(`The connection to the adapter is lost: ${why}`, { host: config.host, port: config.port });
      await silence(why);
    },
  });
  const silence = async (why: string) => {
    await into.take([{ kind: 'presence', source: config.source, is: 'stale', at: clock.now(), receivedAt: clock.now(), why }]);
    await into.fallSilent();
  };
  await kept.first;
  return {
    async stop() {
      await kept.stop();
      await silence('The connection was stopped.');
      await into.stop();
    },
    status: () => ({ ...kept.status(), ...into.status() }),
  };
}

/** Reads the socket, PINGs it, and ends it when it has been silent too long. */
function listen(socket: Socket, config: Config, into: Intake, log: Log, clock: Clock): Link {
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  const read = reader(config);
  let state = nothingRead;
  let everyMs = config.heartbeatMs;
  let ended = '';
  let cancelPing = () => {};
  let cancelSilence = () => {};

  const ping = () => {
    socket.write('* PING\n');
    cancelPing();
    if (everyMs !== null) cancelPing = clock.after(everyMs, ping);
  };
  // an adapter that answers PING must be heard within two beats; one that does not has the longer time
  const hark = () => {
    cancelSilence();
    const limitMs = everyMs === null ? config.silentMs : 2 * everyMs;
    cancelSilence = clock.after(limitMs, () => {
      ended = `Nothing was heard for ${limitMs} ms.`;
      socket.destroy();
    });
  };
  socket.on('data', (bytes: Buffer) => {
    hark();
    const reading = read(state, bytes, clock.now());
    state = reading.state;
    into.count('lines', reading.lines);
    for (const { why, line } of reading.faults) {
      into.count('faults');
      log.warn(`A line of the adapter was not read: ${why}.`, { source: config.source, line });
    }
    for (const one of reading.commands) log.debug('The adapter says of itself.', { source: config.source, ...one });
    for (const pong of reading.pongs) {
      if (everyMs !== null || pong.everyMs === undefined || pong.everyMs < 100) continue;
      everyMs = pong.everyMs;
      cancelPing = clock.after(everyMs, ping);
      hark();
    }
    if (reading.emissions.length === 0) return;
    // the adapter waits while the sink does: nothing piles up here
    socket.pause();
    into.take(reading.emissions).then(
      () => socket.resume(),
      (cause: unknown) => {
        ended = `What was heard could not be kept: ${sentenceOf(cause)}`;
        socket.destroy();
      },
    );
  });
  socket.on('error', (error) => {
    ended ||= error.message;
  });
  socket.on('close', () => {
    cancelPing();
    cancelSilence();
    resolve(ended || 'The adapter closed the connection.');
  });
  ping();
  hark();
  return {
    closed,
    async close() {
      socket.end();
      socket.destroy();
      await closed;
    },
  };
}

function dial({ host, port, connectTimeoutMs }: Config, clock: Clock): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const cancel = clock.after(connectTimeoutMs, () => socket.destroy(new Error(`no answer within ${connectTimeoutMs} ms`)));
    const refuse = (cause: Error) => {
      cancel();
      reject(new Error(`${host}:${port}: ${sentenceOf(cause)}`, { cause }));
    };
    socket.once('error', refuse);
    socket.once('connect', () => {
      cancel();
      socket.off('error', refuse);
      resolve(socket);
    });
  });
}

function replay(config: Config, frames: readonly Frame[]): unknown[] {
  const inspected = inspection(config.skew);
  const read = reader(config);
  let state = nothingRead;
  return frames.flatMap((frame) => {
    if (frame.event === 'connected') {
      state = nothingRead;
      return [];
    }
    if (frame.event === 'disconnected') return inspected.silence(frame.at);
    if (frame.event === 'tick') return [];
    const reading = read(state, frame.bytes, frame.at);
    state = reading.state;
    return [...inspected.pass(reading.emissions), ...reading.faults.map((one) => ({ fault: one.why, line: one.line }))];
  });
}

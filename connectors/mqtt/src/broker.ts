import { createServer, type Socket } from 'node:net';
import { type Log, sentenceOf, silent } from '@millrace/connector-kit';
import { Aedes, type AuthenticateError, type AuthErrorCode, type Client } from 'aedes';
import { covers, matches } from './topic-filter.ts';

/** Who knocks at the broker. */
export interface Visitor {
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: Uint8Array | undefined;
  readonly address: string;
}

/** What a client may do: topic filters. */
export interface Grant {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** Every topic, both ways. */
export const fullGrant: Grant = { publish: ['#', '$share/#'], subscribe: ['#'] };

export interface BrokerOptions {
  /** Address to listen on. Anything but loopback needs `authenticate`. */
  readonly host?: string;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Decides who comes in and what he may do; undefined turns him away. Absent: everybody on this machine may do all. */
  readonly authenticate?: (visitor: Visitor) => Promise<Grant | undefined> | Grant | undefined;
  readonly log?: Log;
}

/** A broker that runs. */
export interface Broker {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
  status(): { readonly clients: number; readonly published: number; readonly turnedAway: number };
}

// the type package declares AuthErrorCode as a const enum, which erasable TypeScript cannot use
const notAuthorised = 5 as AuthErrorCode.NOT_AUTHORIZED;
const isLoopback = (host: string) => host === '127.0.0.1' || host === '::1' || host === 'localhost';

/**
 * An MQTT 3.1.1 broker in this process, for plants that have none. Retained messages and queues are in memory: what a
 * crash must not take belongs on a broker of its own.
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { host = '127.0.0.1', port, authenticate, log = silent } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError(`port is ${port}; it is an integer from 0 (any free one) to 65535.`);
  if (!authenticate && !isLoopback(host))
    throw new Error(`A broker on ${host} can be reached from other machines and needs \`authenticate\`; without it, only 127.0.0.1 is allowed.`);

  const grants = new WeakMap<Client, Grant>();
  let published = 0;
  let turnedAway = 0;
  const refuse = (client: Client, what: string) => {
    turnedAway += 1;
    log.warn(`A client was refused: ${what}`, { clientId: client.id });
  };

  const aedes = await Aedes.createBroker({
    authenticate(client, username, password, done) {
      const remote = (client.conn as Socket).remoteAddress ?? '';
      const visitor: Visitor = { clientId: client.id, username, password, address: remote };
      Promise.resolve(authenticate ? authenticate(visitor) : fullGrant).then(
        (grant) => {
          if (grant) {
            grants.set(client, grant);
            return done(null, true);
          }
          refuse(client, `user ${username ?? '(none)'} may not come in`);
          done(Object.assign(new Error('not authorised'), { returnCode: notAuthorised }) satisfies AuthenticateError, false);
        },
        (cause: unknown) => {
          log.error('Who knocks could not be checked.', { clientId: client.id, cause: String(cause) });
          done(Object.assign(new Error('not authorised'), { returnCode: notAuthorised }) satisfies AuthenticateError, false);
        },
      );
    },
    authorizePublish(client, packet, done) {
      // null is the broker itself: wills and its own messages; a will was checked when its client said it
      const grant = client ? grants.get(client) : fullGrant;
      if (grant?.publish.some((filter) => matches(filter, packet.topic))) return done(null);
      if (client) refuse(client, `it may not publish ${packet.topic}`);
      done(new Error(`publishing ${packet.topic} is not allowed`));
    },
    authorizeSubscribe(client, subscription, done) {
      const grant = grants.get(client);
      if (grant?.subscribe.some((filter) => covers(filter, subscription.topic))) return done(null, subscription);
      refuse(client, `it may not subscribe ${subscription.topic}`);
      // null answers 0x80 for this one filter and leaves the client connected (MQTT 3.1.1, 3.9.3)
      done(null, null);
    },
  });
  aedes.on('publish', (_packet, client) => {
    if (client) published += 1;
  });
  for (const event of ['clientError', 'connectionError'] as const) aedes.on(event, (client, error) => log.warn(`A client fell: ${error.message}`, { clientId: client.id }));

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    // its heartbeat would otherwise keep the process alive
    aedes.close();
    throw new Error(`The broker cannot listen on ${host}:${port}: ${sentenceOf(cause)}`, { cause });
  }
  const bound = server.address();
  const own = bound !== null && typeof bound === 'object' ? bound.port : port;
  log.info('The broker listens.', { host, port: own });

  return {
    host,
    port: own,
    url: `mqtt://${host.includes(':') ? `[${host}]` : host}:${own}`,
    async stop() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await new Promise<void>((resolve) => {
        aedes.close(() => resolve());
      });
      // one that never said CONNECT is no client of aedes and would keep the port
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    status: () => ({ clients: aedes.connectedClients, published, turnedAway }),
  };
}

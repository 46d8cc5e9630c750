import { createServer, type AddressInfo, type Socket } from 'node:net';

/** An MTConnect adapter: a TCP server that says lines to every agent that listens, and answers `* PING`. */
export interface Adapter {
  readonly port: number;
  say(line: string): void;
  /** Lines a new listener hears first: the last word of every key. */
  readonly listeners: number;
  stop(): Promise<void>;
}

// 10 s: what agents expect of an adapter that names no other
const heartbeatMs = 10_000;

export async function openAdapter(port: number, greeting: () => readonly string[]): Promise<Adapter> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8');
    socket.setNoDelay(true);
    let heard = '';
    socket.on('data', (text: string) => {
      heard += text;
      for (let end = heard.indexOf('\n'); end >= 0; end = heard.indexOf('\n')) {
        if (heard.slice(0, end).trim() === '* PING') socket.write(`* PONG ${heartbeatMs}\n`);
        heard = heard.slice(end + 1);
      }
      if (heard.length > 1_000) heard = ''; // nothing an agent says is that long
    });
    socket.on('error', () => socket.destroy()); // an agent that vanishes is gone, nothing else
    socket.on('close', () => sockets.delete(socket));
    for (const line of greeting()) socket.write(`${line}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    get listeners() {
      return sockets.size;
    },
    say: (line) => {
      for (const socket of sockets) socket.write(`${line}\n`);
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

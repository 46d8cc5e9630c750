import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a database that breaks at a commit of `millrace restore`: before the database hears of it, or before its answer comes back. */
export interface CutLine {
  readonly url: string;
  readonly close: () => void;
}

// a simple query, with its length, as the protocol of PostgreSQL frames it
const commit = Buffer.concat([Buffer.from([0x51, 0, 0, 0, 11]), Buffer.from('commit\0')]);

export async function cutLine(url: string, when: 'before' | 'after', isReachedAgain = true): Promise<CutLine> {
  const to = new URL(url);
  let isCut = false;
  const open = new Set<Socket>();
  const server = createServer((here) => {
    if (isCut && !isReachedAgain) return void here.destroy();
    const there = connect(Number(to.port), to.hostname);
    let isRestore = false;
    let isAnswerLost = false;
    for (const socket of [here, there]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => (here.destroy(), there.destroy(), open.delete(socket)));
    }
    here.on('data', (bytes: Buffer) => {
      isRestore ||= bytes.includes('millrace restore');
      if (!isRestore || isCut || !bytes.includes(commit)) return void there.write(bytes);
      isCut = true;
      if (when === 'before') return void here.destroy();
      isAnswerLost = true;
      there.write(bytes);
    });
    there.on('data', (bytes: Buffer) => (isAnswerLost ? void here.destroy() : void here.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

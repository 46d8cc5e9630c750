import { mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngineServer } from './historian-http.ts';
import { openTokenTable } from './historian-tokens.ts';

/*
 * The embedded historian: a process that owns one data folder and speaks ClickHouse's HTTP interface on 127.0.0.1.
 *   node historian-engine.ts --data <folder> --port <n>
 * It lives apart because an engine that crashes takes its process along, and because one process may hold a folder.
 * It ends with its parent, also when that one is killed: the channel between them closes.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string', default: '0' } } });
if (values.data === undefined) fail('Say which folder to open: --data <folder>.');
const folder = values.data;
const enginePath = join(folder, 'engine');
mkdirSync(enginePath, { recursive: true });

let isStopping = false;
let close = (exitCode: number): void => process.exit(exitCode);
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the supervisor decides when its engines stop
process.on('SIGTERM', () => stop(0));
process.on('disconnect', () => stop(0));
// The parent may have gone while this process was still being born
if (process.send !== undefined && !process.connected) process.exit(0);

const chdb = await import('chdb').catch((cause: unknown) => fail(`The embedded historian needs chdb's library for ${process.platform}-${process.arch}: ${reasonOf(cause)}`));
// The engine locks the folder's `status` file itself; the lock goes with the process, however that one ends.
const session = openSession();
session.query('select 1');
const tokens = openTokenTable(folder);
const { createStatementRunner } = await import('./historian-statements.ts');
const server = createEngineServer(
  createStatementRunner(enginePath, tokens, () => stop(70)),
  (cause) => console.error(cause),
);

server.on('error', (cause) => fail(`The historian cannot listen on 127.0.0.1:${values.port}: ${cause.message}`));
server.listen(Number(values.port), '127.0.0.1', () => {
  const ready = { ready: true, port: (server.address() as AddressInfo).port, pid: process.pid };
  if (process.send) process.send(ready);
  else console.log(JSON.stringify(ready));
});

close = (exitCode) => {
  // 8 s for statements under way; the supervisor kills at 10
  setTimeout(() => process.exit(exitCode), 8_000).unref();
  server.close(() => {
    chdb.drainPending().then(() => {
      session.close();
      tokens.close();
      process.exit(exitCode);
    }, fail);
  });
  setInterval(() => server.closeIdleConnections(), 50).unref();
};

function stop(exitCode: number): void {
  if (isStopping) return;
  isStopping = true;
  close(exitCode);
}

function openSession() {
  try {
    return new chdb.Session(enginePath);
  } catch (cause) {
    return fail(`The historian cannot open ${enginePath}. ${holder()}${reasonOf(cause)}`);
  }
}

function holder(): string {
  try {
    const pid = /PID: (\d+)/.exec(readFileSync(join(enginePath, 'status'), 'utf8'))?.[1];
    return pid === undefined ? '' : `Process ${pid} opened it last, and one process at a time may hold it. `;
  } catch {
    return ''; // never opened before: nobody holds it
  }
}

function fail(reason: unknown): never {
  const text = reason instanceof Error ? reason.message : String(reason);
  if (process.send) process.send({ ready: false, reason: text });
  console.error(text);
  process.exit(1);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

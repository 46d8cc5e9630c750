import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find((path) => existsSync(path));

/** Why a test against mosquitto is skipped, or undefined where it is installed. For tests only. */
export const noMosquitto: string | undefined = binary ? undefined : 'mosquitto is not installed here (looked in /usr/sbin, /usr/bin, /usr/local/sbin, /opt/homebrew/sbin)';

/** A real broker on a port of its own, without persistence. */
export async function startMosquitto(port?: number) {
  if (!binary) throw new Error(noMosquitto);
  const own = port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'millrace-mosquitto-'));
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(file, `listener ${own} 127.0.0.1\nallow_anonymous true\npersistence false\n${process.getuid?.() === 0 ? 'user root\n' : ''}`);
  const child = spawn(binary, ['-c', file], { stdio: 'ignore' });
  await answering(own, child);
  return {
    port: own,
    url: `mqtt://127.0.0.1:${own}`,
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('mosquitto did not answer within 5 s');
}

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createHistorian, type Historian } from './historian.ts';
import type { Sample, Scalar } from './sample.ts';

const script = fileURLToPath(new URL('../../../apps/supervisor/src/historian-engine.ts', import.meta.url));

/** Why tests against the real engine are skipped on this machine, or `false`. */
export const withoutEngine: string | false = (() => {
  if (!existsSync(script)) return 'the embedded engine (apps/supervisor) is not here';
  try {
    createRequire(script).resolve(`@chdb/lib-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}/package.json`);
    return false;
  } catch {
    return `chdb has no library installed for ${process.platform}-${process.arch}`;
  }
})();

/** The real engine as a process of its own, on a folder of its own. */
export interface TestEngine {
  readonly url: string;
  readonly historian: Historian;
  /** As the power of the process goes: no goodbye. */
  kill(): Promise<void>;
  /** On the same folder and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEngine(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-historian-'));
  let running = await launch(folder, 0);
  const { port } = running;
  const url = `http://127.0.0.1:${port}`;
  const historian = createHistorian(url);
  await historian.migrate();
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    const gone = new Promise((resolve) => running.child.once('exit', resolve));
    running.child.kill(signal);
    await gone;
  };
  return {
    url,
    historian,
    kill: () => end('SIGKILL'),
    async restart() {
      running = await launch(folder, port);
    },
    async stop() {
      await historian.close();
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(folder: string, port: number) {
  const child = spawn(process.execPath, [script, '--data', folder, '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, TZ: 'UTC', UV_THREADPOOL_SIZE: '12' },
  });
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const ready = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`the engine ended at its start with code ${code}: ${said}`)));
  });
  return { child, port: ready.port };
}

/** A moment `seconds` after 2026-11-22T06:00:00Z. */
export const at = (seconds: number): Temporal.Instant => Temporal.Instant.fromEpochNanoseconds(start + BigInt(Math.round(seconds * 1e9)));
const start = Temporal.Instant.from('2026-11-22T06:00:00Z').epochNanoseconds;

/** A Good sample heard when it was true. */
export const sample = (signal: string, seconds: number, value: Scalar, more: Partial<Sample> = {}): Sample => ({
  signal,
  value,
  sourceTime: at(seconds),
  receivedAt: at(seconds),
  quality: 0,
  ...more,
});

/** Resolves when something has come true; fails after 10 s, so that a test never waits for ever. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let n = 0; !isTrue(); n++) {
    if (n === 5_000) throw new Error(`not true after 10 s: ${isTrue}`);
    await delay(2);
  }
}

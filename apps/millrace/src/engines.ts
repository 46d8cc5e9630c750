import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The engines a backup reads or a restore fills, and how to let go of them. */
export interface Engines {
  readonly ownerUrl: string;
  /** User the servers work as. */
  readonly appUser: string;
  readonly historianUrl: string | undefined;
  readonly release: () => Promise<void>;
}

/** The engines that the settings name; the embedded ones of a running house; else those of the data folder, started for this. */
export async function findEngines(env: NodeJS.ProcessEnv): Promise<Engines> {
  const ownerUrl = env.DATABASE_OWNER_URL ?? env.DATABASE_URL;
  if (ownerUrl)
    return { ownerUrl, appUser: decodeURIComponent(new URL(env.DATABASE_URL ?? ownerUrl).username), historianUrl: env.HISTORIAN_URL || undefined, release: async () => undefined };
  const data = resolve(env.MILLRACE_DATA?.trim() || '.millrace');
  const running = join(data, 'engines.json');
  if (existsSync(running)) {
    const { pid, ...engines } = JSON.parse(readFileSync(running, 'utf8')) as { pid: number; ownerUrl: string; historianUrl?: string };
    if (isAlive(pid)) return { ownerUrl: engines.ownerUrl, appUser: 'millrace_app', historianUrl: env.HISTORIAN_URL || engines.historianUrl, release: async () => undefined };
  }
  return startEngines(data, env);
}

async function startEngines(data: string, env: NodeJS.ProcessEnv): Promise<Engines> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../supervisor/src/engines.ts')], {
    env: { ...env, MILLRACE_DATA: data },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).once('line', found);
    child.once('exit', (code) => failed(new Error(`The engines of ${data} did not start (code ${code}).`)));
  });
  const urls = JSON.parse(line) as { ownerUrl: string; historianUrl: string };
  return {
    ...urls,
    appUser: 'millrace_app',
    release: async () => {
      const gone = new Promise((ended) => child.once('exit', ended));
      child.stdin.end();
      await gone;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

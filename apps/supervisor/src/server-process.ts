import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endsWithUs } from './child.ts';

export interface RunningServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface ServerOptions {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly say: (text: string) => void;
  /** Called when it ended five times within a minute: something is wrong that a restart does not mend. */
  readonly onGaveUp: () => void;
}

// five ends in a minute are no accident
const patience = { ends: 5, withinMs: 60_000 };

/** Starts a server, waits until it is ready, and starts it again when it dies: its death takes nothing with it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = createWriteStream(options.logFile, { flags: 'a' });
  let isStopping = false;
  let child = start();
  const ends: number[] = [];
  let url = '';

  function start() {
    // the compile cache saves half of the start
    const cache = join(options.root, 'node_modules/.cache/node-compile');
    const process_ = spawn(process.execPath, [...endsWithUs(), join(options.root, 'apps/server/src/main.ts')], {
      cwd: options.root,
      env: { ...options.env, MILLRACE_SUPERVISED: '1', NODE_COMPILE_CACHE: cache },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    process_.stderr.pipe(log, { end: false });
    return process_;
  }

  const ready = (process_: ReturnType<typeof start>) =>
    new Promise<string>((resolve, reject) => {
      let errors = '';
      process_.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
      createInterface({ input: process_.stdout }).on('line', (line) => {
        const found = /^ready at (http:\S+)/.exec(line);
        if (found) resolve(found[1]!);
        else options.say(line);
      });
      process_.once('exit', (code) => reject(new Error(`The server ended before it was ready (code ${code}). Its last words:\n${errors}`)));
    });

  const watch = (process_: ReturnType<typeof start>) =>
    process_.once('exit', (code, signal) => {
      if (isStopping) return;
      const now = Date.now();
      ends.push(now);
      options.say(`the server ended (${signal ?? `code ${code}`}); it is started again`);
      if (ends.filter((at) => now - at < patience.withinMs).length >= patience.ends) {
        options.say(`it ended ${patience.ends} times within a minute; see ${options.logFile}`);
        options.onGaveUp();
        return;
      }
      child = start();
      void ready(child).then(
        () => watch(child),
        (error: unknown) => {
          options.say(String(error));
          options.onGaveUp();
        },
      );
    });

  url = await ready(child);
  watch(child);
  return {
    url,
    stop: async () => {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 12_000);
      await gone;
      clearTimeout(hard);
    },
  };
}

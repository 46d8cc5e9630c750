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
  /** How long is waited before it is started again, ms: after the first end of a minute, the second, and so on. */
  readonly pausesMs?: readonly number[];
}

// five ends in a minute are no accident
const patience = { ends: 5, withinMs: 60_000 };
// one that dies is back at once; one that cannot start, for its database recovers from a crash, is tried for more than half a minute before all is stopped
const growing = [0, 1_000, 5_000, 25_000];

/** Starts a server, waits until it is ready, and starts it again when it dies: its death takes nothing with it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { pausesMs = growing } = options;
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

  const watch = (process_: ReturnType<typeof start>) => process_.once('exit', (code, signal) => ended(signal ?? `code ${code}`));

  const ended = (how: string) => {
    if (isStopping) return;
    const now = Date.now();
    ends.push(now);
    const lately = ends.filter((at) => now - at < patience.withinMs).length;
    options.say(`the server ended (${how}); it is started again`);
    if (lately >= patience.ends) {
      options.say(`it ended ${patience.ends} times within a minute; see ${options.logFile}`);
      options.onGaveUp();
      return;
    }
    setTimeout(again, pausesMs[Math.min(lately, pausesMs.length) - 1]);
  };

  const again = () => {
    if (isStopping) return;
    const process_ = (child = start());
    // one that ends before it is ready has ended as any other: what it lacked, its database, may be back in a moment
    void ready(process_).then(
      () => watch(process_),
      (error: unknown) => {
        if (!isStopping) options.say(String(error));
        ended('before it was ready');
      },
    );
  };

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

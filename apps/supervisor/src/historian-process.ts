import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { endsWithUs } from './child.ts';
import { fileURLToPath } from 'node:url';

export interface HistorianLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface HistorianProcess {
  /** For `HISTORIAN_URL`; the same through every restart. */
  readonly url: string;
  /** Of the process alive now; `undefined` between a crash and the restart. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface HistorianOptions {
  readonly dataDir: string;
  /** 0 or none: a free one, kept through restarts. */
  readonly port?: number;
  readonly log: HistorianLog;
  /** For tests of the restart; in the plant the defaults argue for themselves. */
  readonly timing?: Partial<Timing>;
}

interface Timing {
  /** Start of the engine: 0.5 s warm, 1.5 s cold measured; a large folder loads its parts first. */
  readonly startTimeoutMs: number;
  /** 2 s between two looks: samples wait in the spool meanwhile, nothing is lost by looking rarely. */
  readonly pingEveryMs: number;
  /** Five looks unanswered, 5 s each: longer than any pause of the event loop seen, and then it is hung. */
  readonly pingTimeoutMs: number;
  readonly pingsUnanswered: number;
  readonly restartAfterMs: number;
  /** 30 s: a full disk is asked twice a minute whether it is still full. */
  readonly restartAtMostAfterMs: number;
  /** Alive this long, the next crash is a new story and restarts at once. */
  readonly settledAfterMs: number;
  readonly stopTimeoutMs: number;
}
const defaults: Timing = {
  startTimeoutMs: 60_000,
  pingEveryMs: 2_000,
  pingTimeoutMs: 5_000,
  pingsUnanswered: 5,
  restartAfterMs: 250,
  restartAtMostAfterMs: 30_000,
  settledAfterMs: 60_000,
  stopTimeoutMs: 10_000,
};

type Ready = { readonly ready: true; readonly port: number; readonly pid: number } | { readonly ready: false; readonly reason: string };
const engine = fileURLToPath(new URL('./historian-engine.ts', import.meta.url));

/**
 * Starts the embedded historian and keeps it alive: a crash or a hang ends in a restart on the same port, after a pause
 * that doubles up to 30 s. Rejects with the reason when the first start fails: folder held, library missing, port taken.
 */
export async function startHistorian(options: HistorianOptions): Promise<HistorianProcess> {
  const timing = { ...defaults, ...options.timing };
  const { log } = options;
  mkdirSync(options.dataDir, { recursive: true });

  let started = await launch(options.dataDir, options.port ?? 0, log, timing);
  let alive: ChildProcess | undefined = started.child;
  let isStopping = false;
  const stopping = new AbortController();
  log.info({ pid: started.child.pid, port: started.port }, 'historian started');
  const supervision = supervise();

  async function supervise(): Promise<void> {
    let pause = timing.restartAfterMs;
    while (!isStopping) {
      const since = performance.now();
      const exit = await watch(started.child, started.port);
      alive = undefined;
      if (isStopping) return;
      if (performance.now() - since > timing.settledAfterMs) pause = timing.restartAfterMs;
      log.warn({ exit, restartAfterMs: pause }, 'historian ended; samples wait in the spool until it is back');
      while (!isStopping) {
        await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (isStopping) return;
        pause = Math.min(pause * 2, timing.restartAtMostAfterMs);
        try {
          started = await launch(options.dataDir, started.port, log, timing);
          alive = started.child;
          log.info({ pid: alive.pid, port: started.port }, 'historian restarted');
          break;
        } catch (cause) {
          log.error({ cause, retryAfterMs: pause }, 'historian did not restart');
        }
      }
      if (isStopping && alive !== undefined) await end(alive, timing.stopTimeoutMs);
    }
  }

  /** Resolves when the process has ended, by itself or because it no longer answered. */
  async function watch(child: ChildProcess, port: number): Promise<string> {
    const exited = exitOf(child);
    let unanswered = 0;
    const pings = setInterval(() => {
      fetch(`http://127.0.0.1:${port}/ping`, { signal: AbortSignal.timeout(timing.pingTimeoutMs) })
        .then((response) => response.text())
        .then(() => {
          unanswered = 0;
        })
        .catch(() => {
          unanswered += 1;
          if (unanswered < timing.pingsUnanswered || child.exitCode !== null) return;
          log.error({ pid: child.pid, unanswered }, 'historian hangs; killed for a restart');
          child.kill('SIGKILL');
        });
    }, timing.pingEveryMs);
    try {
      return await exited;
    } finally {
      clearInterval(pings);
    }
  }

  return {
    url: `http://127.0.0.1:${started.port}`,
    get pid() {
      return alive?.pid;
    },
    async stop() {
      isStopping = true;
      stopping.abort();
      if (alive !== undefined) await end(alive, timing.stopTimeoutMs);
      await supervision;
      log.info({}, 'historian stopped');
    },
  };
}

async function launch(dataDir: string, port: number, log: HistorianLog, timing: Timing): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(engine, ['--data', dataDir, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // twelve threads below the engine: eight statements at once, and room for files and compression
    env: { ...process.env, TZ: 'UTC', UV_THREADPOOL_SIZE: '12' },
    execArgv: ['--disable-warning=ExperimentalWarning', ...endsWithUs()],
  });
  let lastWords = '';
  child.stdout?.on('data', (bytes: Buffer) => log.info({ pid: child.pid }, bytes.toString().trimEnd()));
  child.stderr?.on('data', (bytes: Buffer) => {
    lastWords = (lastWords + bytes.toString()).slice(-2_000);
    log.warn({ pid: child.pid }, bytes.toString().trimEnd());
  });

  const answer = new Promise<Ready>((resolve) => child.once('message', (message) => resolve(message as Ready)));
  const timeout = delay(timing.startTimeoutMs, undefined, { ref: false }).then((): Ready => ({ ready: false, reason: `not ready after ${timing.startTimeoutMs} ms` }));
  const ended = exitOf(child).then((exit): Ready => ({ ready: false, reason: `${exit}. ${lastWords.trim()}` }));
  const ready = await Promise.race([answer, timeout, ended]);
  if (ready.ready) return { child, port: ready.port };
  child.kill('SIGKILL');
  throw new Error(`The historian did not start in ${dataDir}: ${ready.reason}`);
}

async function end(child: ChildProcess, timeoutMs: number): Promise<void> {
  const exited = exitOf(child);
  child.kill('SIGTERM');
  const isOut = await Promise.race([exited.then(() => true), delay(timeoutMs, false, { ref: false })]);
  if (!isOut) child.kill('SIGKILL');
  await exited;
}

function exitOf(child: ChildProcess): Promise<string> {
  const said = (code: number | null, signal: string | null): string => (signal === null ? `exit code ${code}` : `signal ${signal}`);
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(said(child.exitCode, child.signalCode));
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(said(code, signal)));
    child.once('error', (cause) => resolve(`could not be run: ${cause.message}`));
  });
}

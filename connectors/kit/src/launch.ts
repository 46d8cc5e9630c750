import * as z from 'zod';
import { type Backoff, backoffSchema, delayMs } from './backoff.ts';
import { type Clock, machineClock } from './clock.ts';
import { readConfig } from './config.ts';
import type { Connector, Running, Sink, Status } from './connector.ts';
import { sentenceOf } from './link.ts';
import type { Log } from './log.ts';

/**
 * What becomes of a connection whose other side cannot be reached at start.
 * - `error`: the start of the whole fails; for what the plant cannot run without.
 * - `ignore`: this connection is left out until the next start; the rest goes on.
 * - `retry`: it is tried again, with back-off, until it stands. The default.
 * - `probe`: the other side is reached once for trial; only where that succeeds is the connection kept, else it is left out.
 *
 * Wrong settings are refused under every policy: no waiting mends them.
 */
export const startupPolicy = z.enum(['error', 'ignore', 'retry', 'probe']).default('retry');

export type StartupPolicy = z.output<typeof startupPolicy>;

/** Starts a connector under a startup policy. Resolves at once under `retry`, whether or not the line stands yet. */
export async function launch<Schema extends z.ZodType>(
  connector: Connector<Schema>,
  options: { config: unknown; sink: Sink; log: Log; clock?: Clock; policy?: StartupPolicy; backoff?: Backoff; chance?: () => number },
): Promise<Running> {
  const { sink, log, clock = machineClock, policy = 'retry', backoff = backoffSchema.parse({}), chance = Math.random } = options;
  const config = readConfig(connector, options.config);
  const start = () => connector.start(config, sink, log, clock);

  if (policy === 'error') return start();
  if (policy === 'retry') return retrying(start, { log, clock, backoff, chance, type: connector.type });
  try {
    if (policy === 'probe') {
      if (!connector.probe) throw new Error(`a ${connector.type} connection has no probe; choose error, ignore or retry`);
      await connector.probe(config, clock);
    }
    return await start();
  } catch (cause) {
    const message = sentenceOf(cause);
    log.warn(`The ${connector.type} connection is left out until the next start: ${message}`, { policy });
    return leftOut(message, clock);
  }
}

function leftOut(message: string, clock: Clock): Running {
  const at = clock.now();
  const status: Status = { state: 'ignored', since: at, attempts: 1, lastError: { at, message }, counts: {}, wrongClocks: [] };
  return { stop: async () => {}, status: () => status };
}

function retrying(start: () => Promise<Running>, { log, clock, backoff, chance, type }: { log: Log; clock: Clock; backoff: Backoff; chance: () => number; type: string }): Running {
  let running: Running | undefined;
  let stopped = false;
  let attempts = 0;
  let since = clock.now();
  let lastError: Status['lastError'];
  let cancel: (() => void) | undefined;
  let trying: Promise<void> = Promise.resolve();

  const attempt = async () => {
    attempts += 1;
    try {
      const up = await start();
      if (stopped) await up.stop();
      else running = up;
    } catch (cause) {
      lastError = { at: clock.now(), message: sentenceOf(cause) };
      if (stopped) return;
      since = clock.now();
      const delay = delayMs(backoff, attempts, chance());
      log.warn(`The ${type} connection could not be made; next try in ${delay} ms: ${lastError.message}`, { attempts });
      cancel = clock.after(delay, () => {
        trying = attempt();
      });
    }
  };
  trying = attempt();

  return {
    async stop() {
      stopped = true;
      cancel?.();
      await trying;
      await running?.stop();
    },
    status() {
      if (running) return running.status();
      const state = stopped ? 'stopped' : 'waiting';
      return { state, since, attempts, counts: {}, wrongClocks: [], ...(lastError && { lastError }) };
    },
  };
}

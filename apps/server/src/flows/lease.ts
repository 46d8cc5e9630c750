import type { Database } from '@millrace/store';

export interface Lease {
  /** Ends what was started under it, and lets another server take it. */
  readonly stop: () => Promise<void>;
  readonly isHeld: () => boolean;
}

// 3 s: how long a machine may go unheard when the server that listened died
const retryMs = 3000;

/**
 * Runs something on one server at a time. The lease is a lock of its own connection: it ends with the server, and another
 * takes over. `run` answers how to stop what it started.
 */
export function underLease(database: Database, name: string, run: () => Promise<() => Promise<void>>, log: (message: string, error: unknown) => void): Lease {
  let isStopped = false;
  let held: { release: () => void; stop: () => Promise<void> } | undefined;
  let trying: Promise<void> | undefined;

  const attempt = async () => {
    const client = await database.pool.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock(hashtext($1), 7340003) as taken', [name]);
      if (!rows[0]?.taken) {
        client.release();
        return;
      }
      const stop = await run();
      held = { release: () => client.release(true), stop };
      // the connection is the lease: when it breaks, another server may have taken over already
      const mine = held;
      client.once('error', () => {
        if (held !== mine) return;
        client.release(true);
        void lose();
      });
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
  const lose = async () => {
    const lost = held;
    held = undefined;
    await lost?.stop().catch((error: unknown) => log(`${name} could not be ended`, error));
  };
  const timer = setInterval(() => {
    if (held || isStopped || trying) return;
    trying = attempt()
      .catch((error: unknown) => log(`${name} could not be started; tried again`, error))
      .finally(() => (trying = undefined));
  }, retryMs);
  trying = attempt()
    .catch((error: unknown) => log(`${name} could not be started; tried again`, error))
    .finally(() => (trying = undefined));

  return {
    isHeld: () => held !== undefined,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await trying;
      const last = held;
      await lose();
      last?.release();
    },
  };
}

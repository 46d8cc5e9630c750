import type { Database } from '@millrace/store';

export interface Lease {
  /** Ends what was started under it, and lets another server take it. */
  readonly stop: () => Promise<void>;
  readonly isHeld: () => boolean;
}

export interface LeaseOptions {
  /**
   * What becomes of the work while the database does not answer. `stop` (default): it ends, another server may have it. `go-on`: it
   * goes on until the database answers and says that another server has it; for machines, which say a thing only once, and where
   * the same heard twice is kept once.
   */
  readonly whenCut?: 'stop' | 'go-on';
}

const connectionOf = (database: Database) => database.pool.connect();
type Client = Awaited<ReturnType<typeof connectionOf>>;

// 3 s: how long a machine may go unheard when the server that listened died
const retryMs = 3000;
// a quarter of a second: whoever went on while the database was away asks before those that only wait
const askAgainMs = 250;

/**
 * Runs something on one server at a time. The lease is a lock of its own connection: it ends with the server, and another
 * takes over. `run` answers how to stop what it started.
 */
export function underLease(
  database: Database,
  name: string,
  run: () => Promise<() => Promise<void>>,
  log: (message: string, error: unknown) => void,
  { whenCut = 'stop' }: LeaseOptions = {},
): Lease {
  let isStopped = false;
  let held: { client: Client | undefined; readonly stop: () => Promise<void> } | undefined;
  let trying: Promise<void> | undefined;

  /** A connection with the lock, or nothing where another server has it. */
  const take = async (): Promise<Client | undefined> => {
    const client = await connectionOf(database);
    try {
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock(hashtext($1), 7340003) as taken', [name]);
      if (rows[0]?.taken) return client;
      client.release();
      return undefined;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
  const attempt = async () => {
    const client = await take();
    if (!client) return;
    let isCut = false;
    const noteCut = () => (isCut = true);
    client.on('error', noteCut);
    try {
      held = { client, stop: await run() };
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.off('error', noteCut);
    if (isCut) onCut(client);
    else watch(client);
  };
  // the connection is the lease: when it breaks, another server may have taken over already
  const watch = (client: Client) => client.once('error', () => onCut(client));
  const onCut = (client: Client) => {
    if (held?.client !== client) return;
    held.client = undefined;
    client.release(true);
    trying = (whenCut === 'go-on' ? regain() : lose()).finally(() => (trying = undefined));
  };
  const regain = async () => {
    while (!isStopped && held) {
      await new Promise((done) => setTimeout(done, askAgainMs));
      const answer = await take().then(
        (client) => ({ client }),
        () => undefined,
      );
      if (!answer) continue;
      if (!answer.client) return lose();
      held.client = answer.client;
      watch(answer.client);
      return;
    }
  };
  const lose = async () => {
    const lost = held;
    held = undefined;
    await lost?.stop().catch((error: unknown) => log(`${name} could not be ended`, error));
  };
  const tryOnce = () => {
    if (held || isStopped || trying) return;
    trying = attempt()
      .catch((error: unknown) => log(`${name} could not be started; tried again`, error))
      .finally(() => (trying = undefined));
  };
  const timer = setInterval(tryOnce, retryMs);
  tryOnce();

  return {
    isHeld: () => held !== undefined,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await trying;
      const last = held?.client;
      await lose();
      last?.release(true);
    },
  };
}

import pg from 'pg';
import { deliverer } from './deliver.ts';
import { sequencer } from './sequencer.ts';
import type { Shell } from './shell.ts';
import { timerWorker } from './timers.ts';

export interface Engine {
  /** A command committed here: sequence it soon. */
  readonly wake: () => void;
  /** Called with the site's head position whenever it moved, on any server. */
  readonly onPosition: (listener: (site: string) => void) => () => void;
  /** Works until nothing is due; for tests and for the demo's history. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly state: () => { isSequencing: boolean; isListening: boolean; lastError: string | undefined };
}

// 50 ms: what is committed within it is stamped together and told once; nobody sees the difference, and each pass is two trips. A commit after a rest is stamped at once
const coalesceMs = 50;
// 1 s beneath the NOTIFY: what a lost wake-up costs at most
const pollMs = 1000;
// a month's partition is made a quarter ahead; once an hour is a thousand times often enough
const upkeepMs = 3_600_000;

const channel = 'millrace';

/** The tasks of one server at one site: sequence, deliver, fire timers; woken by NOTIFY, polling beneath. */
export function engine(shell: Shell, site: string, server: string, log: (message: string, facts: Record<string, unknown>) => void): Engine {
  const { database, rooms } = shell.parts;
  const listeners = new Set<(site: string) => void>();
  let isStopped = false;
  let lastError: string | undefined;
  let failures = 0;
  let listening: pg.Client | undefined;
  let wakeTimer: NodeJS.Timeout | undefined;
  let wokenAt = -Infinity;
  let working: Promise<void> | undefined;
  let isAgain = false;
  let isAllWanted = false;

  const notice = (payload: string) => ({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
  const stamps = sequencer(database, site, rooms, (waiting) => [notice(`position ${site}`), ...(waiting > 0 ? [notice(`deliver ${site}`)] : [])]);
  const deliveries = deliverer(shell, site, server, log);
  const timers = timerWorker(shell, site, server, log);

  const failed = (doing: string) => (error: unknown) => {
    lastError = `${doing}: ${error instanceof Error ? error.message : String(error)}`;
    failures += 1;
    if (!isStopped) log(doing, { error });
  };

  /** Stamps, and does what came of it. Deliveries are looked for where some were fanned out, or where all is to be looked at: what was tried before, what another server left. */
  const passes = async (isAll: boolean) => {
    for (let looks = isAll; ;) {
      const before = failures;
      const stamped = await stamps.run().catch(failed('sequencing failed'));
      const delivered = looks || (stamped?.deliveries ?? 0) > 0 ? await deliveries.run().catch(failed('delivering failed')) : 0;
      const fired = await timers.run().catch(failed('firing timers failed'));
      // what failed and then went well is over: a server is ready again when its database is
      if (failures === before) lastError = undefined;
      looks = (delivered ?? 0) > 0;
      // what was done just now is to be stamped
      if (isStopped || (!looks && (fired ?? 0) === 0)) return;
    }
  };

  const work = (isAll: boolean): Promise<void> => {
    isAllWanted ||= isAll;
    if (working) {
      isAgain = true;
      return working;
    }
    working = (async () => {
      do {
        isAgain = false;
        const looksAtAll = isAllWanted;
        isAllWanted = false;
        await passes(looksAtAll);
      } while (isAgain && !isStopped);
    })().finally(() => (working = undefined));
    return working;
  };

  const listen = async () => {
    const client = new pg.Client({ connectionString: database.url, application_name: 'millrace listen' });
    client.on('error', (error) => {
      failed('the listening connection was lost')(error);
      listening = undefined;
    });
    client.on('notification', ({ payload }) => {
      if (payload?.startsWith('position ')) for (const listener of listeners) listener(payload.slice('position '.length));
      if (payload === `wake ${site}`) void work(false);
      // whoever stamps does what came of it without being told; others take their share
      if (payload === `deliver ${site}` && !stamps.holdsLease()) void work(true);
    });
    await client.connect();
    await client.query(`listen ${channel}`);
    // a house that was open for a moment only: it ended while this connection was made, and nobody would end it
    if (isStopped) return await client.end();
    listening = client;
  };

  const poll = setInterval(() => {
    if (!listening) void listen().catch(failed('listening failed'));
    void work(true);
  }, pollMs);
  const upkeep = setInterval(() => {
    void database.pool.query('select store.make_partitions($1, 3)', [shell.parts.clock.now().toString()]).catch(failed('partitions could not be made ahead'));
    void database.pool.query(`delete from store.command_key where site = $1 and recorded_at < now() - interval '35 days'`, [site]).catch(failed('old keys could not be removed'));
  }, upkeepMs);
  void listen().catch(failed('listening failed'));

  return {
    wake: () => {
      wakeTimer ??= setTimeout(
        () => {
          wakeTimer = undefined;
          wokenAt = performance.now();
          void work(false).then(() => (stamps.holdsLease() || isStopped ? undefined : database.pool.query(notice(`wake ${site}`)).catch(failed('waking the sequencer failed'))));
        },
        Math.max(0, wokenAt + coalesceMs - performance.now()),
      );
    },
    onPosition: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settle: async () => {
      await work(true);
      await work(true);
    },
    stop: async () => {
      isStopped = true;
      clearInterval(poll);
      clearInterval(upkeep);
      clearTimeout(wakeTimer);
      await working?.catch(() => undefined);
      await stamps.stop();
      await listening?.end().catch(() => undefined);
    },
    state: () => ({ isSequencing: stamps.holdsLease(), isListening: listening !== undefined, lastError }),
  };
}

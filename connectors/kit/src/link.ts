import { type Backoff, delayMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { Status } from './connector.ts';

/** One connection to the other side, from hello to goodbye. */
export interface Link {
  /** Resolves when the line is gone, with why as a sentence. Never rejects. */
  readonly closed: Promise<string>;
  close(): Promise<void>;
}

/** A line that is kept up: as often as it falls, it is opened again after a wait. */
export interface KeptLink {
  /** Resolves once the first connection stands; rejects where the first try fails, and then nothing goes on. */
  readonly first: Promise<void>;
  stop(): Promise<void>;
  status(): Pick<Status, 'state' | 'since' | 'attempts' | 'lastError'>;
}

// 10 s: two clients of one name throw each other out within a round trip; a broker that restarts takes longer
const shortLifeMs = 10_000;

/** Opens a line and keeps it up with jittered back-off. `lost` runs before the wait, so that values go stale at once. */
export function keepLinked(options: {
  open(): Promise<Link>;
  lost?(why: string): void | Promise<void>;
  backoff: Backoff;
  clock: Clock;
  /** In [0, 1). */
  chance?: () => number;
}): KeptLink {
  const { open, lost, backoff, clock, chance = Math.random } = options;
  let state: Status['state'] = 'connecting';
  let since = clock.now();
  let attempts = 0;
  let lastError: Status['lastError'];
  let link: Link | undefined;
  let wake: (() => void) | undefined;
  let stopping = false;
  let shortLives = 0;

  const become = (next: Status['state']) => {
    state = next;
    since = clock.now();
  };
  const noteError = (message: string) => {
    lastError = { at: clock.now(), message };
  };

  let first = true;
  const { promise: firstOpened, resolve: firstUp, reject: firstFailed } = Promise.withResolvers<void>();

  const life = (async () => {
    while (!stopping) {
      become('connecting');
      attempts += 1;
      try {
        link = await open();
      } catch (cause) {
        noteError(sentenceOf(cause));
        if (first) {
          become('stopped');
          firstFailed(cause);
          return;
        }
        await wait();
        continue;
      }
      if (stopping) {
        await link.close();
        break;
      }
      attempts = 0;
      become('connected');
      first = false;
      firstUp();
      const why = await link.closed;
      link = undefined;
      if (stopping) break;
      const stoodMs = clock.now().epochMilliseconds - since.epochMilliseconds;
      shortLives = stoodMs < shortLifeMs ? shortLives + 1 : 0;
      const told = shortLives < 3 ? why : `${why} It stood for ${(stoodMs / 1000).toFixed(1)} s only, ${shortLives} times in a row: another client may come under the same name.`;
      noteError(told);
      await lost?.(told);
      // a line that is taken and dropped at once is waited for longer each time, as one that is not taken at all
      attempts = Math.max(1, shortLives);
      await wait();
    }
    become('stopped');
    firstUp();
  })();

  function wait(): Promise<void> {
    if (stopping) return Promise.resolve();
    become('waiting');
    return new Promise((resolve) => {
      const cancel = clock.after(delayMs(backoff, Math.max(1, attempts), chance()), resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  return {
    first: firstOpened,
    async stop() {
      stopping = true;
      wake?.();
      await link?.close();
      await life;
    },
    status: () => ({ state, since, attempts, ...(lastError && { lastError }) }),
  };
}

/** What went wrong, as a sentence; an AggregateError of a connection attempt has no message of its own. */
export function sentenceOf(cause: unknown): string {
  if (cause instanceof AggregateError && !cause.message) return cause.errors.map(sentenceOf).join('; ');
  if (cause instanceof Error) return cause.message || cause.name;
  return String(cause);
}

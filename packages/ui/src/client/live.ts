/** One committed event, as told to open screens. */
export interface LiveEvent {
  readonly type: string;
  readonly noun: string;
  readonly id: string;
  readonly revision: number;
  /** Place in the site's sequence. */
  readonly position: number;
}

export type LiveState = 'connecting' | 'live' | 'lost';

/** The part of EventSource that is used, so that a test can stand in for it. */
export interface LiveSource {
  addEventListener(type: string, listener: (message: { data?: string }) => void): void;
  close(): void;
}

export interface LiveOptions {
  readonly open: () => LiveSource;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: LiveState) => void;
  /** Connected again after a loss: what happened meanwhile was not heard, ask everything anew. */
  readonly onGap: () => void;
  /** Hears of it when the device itself knows that its line is cut. */
  readonly onCut?: (hear: () => void) => () => void;
  readonly later?: (run: () => void, ms: number) => () => void;
  readonly random?: () => number;
}

/** Pause before the n-th attempt, ms: doubling from 1 s to 30 s, halved at random so that a restarted server is not stormed by every screen of the plant at once. */
export function pauseMs(attempt: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + random / 2);
}

// 60 s: two beats of the server (25 s each) and a little; a line that was cut without a word says nothing at all
export const silentAfterMs = 60_000;

/** Holds the stream of committed events open and reconnects for as long as the screen lives; the answer closes it. */
export function openLive({ open, onEvent, onState, onGap, onCut, later = timer, random = Math.random }: LiveOptions): () => void {
  let attempt = 0;
  let wasLost = false;
  let source: LiveSource | undefined;
  let cancel: (() => void) | undefined;
  let unwatch: (() => void) | undefined;

  function lose(mine: LiveSource) {
    if (source !== mine) return;
    mine.close();
    unwatch?.();
    source = undefined;
    wasLost = true;
    onState('lost');
    cancel = later(connect, pauseMs(attempt++, random()));
  }

  function connect() {
    const mine = open();
    source = mine;
    const heard = () => {
      unwatch?.();
      unwatch = later(() => lose(mine), silentAfterMs);
    };
    mine.addEventListener('beat', heard);
    mine.addEventListener('open', () => {
      if (source !== mine) return;
      heard();
      attempt = 0;
      onState('live');
      if (wasLost) onGap();
      wasLost = false;
    });
    mine.addEventListener('event', (message) => {
      const event = readEvent(message.data);
      heard();
      if (source === mine && event) onEvent(event);
    });
    mine.addEventListener('behind', () => {
      if (source === mine) onGap();
    });
    mine.addEventListener('error', () => lose(mine));
  }

  onState('connecting');
  connect();
  const unhear = onCut?.(() => source && lose(source));
  return () => {
    unhear?.();
    cancel?.();
    unwatch?.();
    source?.close();
    source = undefined;
  };
}

/** Reads an event's data; what is not one of ours is passed over, because a newer server may send more kinds. */
export function readEvent(data: string | undefined): LiveEvent | undefined {
  try {
    const event = JSON.parse(data ?? '') as Partial<LiveEvent> | null;
    return typeof event?.noun === 'string' && typeof event.type === 'string' ? (event as LiveEvent) : undefined;
  } catch {
    return undefined; // a broken line is no reason to drop the connection
  }
}

function timer(run: () => void, ms: number): () => void {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
}

import type { Clock } from './clock.ts';
import type { Sink } from './connector.ts';
import type { Emission, Message, Presence, Sample } from './emission.ts';

/** A clock a test turns by hand; timers fire in order of their time. */
export interface HandClock extends Clock {
  advance(ms: number): Promise<void>;
}

/** A clock that stands at `start` until advanced. */
export function handClock(start: string | Temporal.Instant = '2026-03-01T12:00:00Z'): HandClock {
  let now = Temporal.Instant.from(start);
  let timers: { at: number; call: () => void }[] = [];
  // a turn of the event loop, so that what a timer started has run before the next one fires
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    after(delayMs, call) {
      const timer = { at: now.epochMilliseconds + delayMs, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async advance(ms) {
      const until = now.add({ milliseconds: ms });
      await settle();
      for (;;) {
        const next = timers.filter((one) => one.at <= until.epochMilliseconds).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Temporal.Instant.fromEpochMilliseconds(Math.max(next.at, now.epochMilliseconds));
        next.call();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}

/** A sink that remembers, for tests. */
export interface RecordingSink extends Sink {
  readonly emissions: Emission[];
  samples(): Sample[];
  presences(): Presence[];
  messages(): Message[];
  /** Waits, in real time, until something is so; rejects with what was taken instead. */
  until(isSo: (sink: RecordingSink) => boolean, withinMs?: number): Promise<void>;
}

/** Keeps all it takes. */
export function recordingSink(): RecordingSink {
  const emissions: Emission[] = [];
  let changed = Promise.withResolvers<void>();
  const sink: RecordingSink = {
    emissions,
    async take(list) {
      emissions.push(...list);
      changed.resolve();
      changed = Promise.withResolvers<void>();
    },
    samples: () => emissions.flatMap((one) => (one.kind === 'samples' ? one.samples : [])),
    presences: () => emissions.filter((one) => one.kind === 'presence'),
    messages: () => emissions.filter((one) => one.kind === 'message'),
    async until(isSo, withinMs = 5_000) {
      const { promise: tooLate, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        const kinds = emissions.map((one) => (one.kind === 'samples' ? `${one.samples.length} samples` : one.kind));
        reject(new Error(`Not seen within ${withinMs} ms. Taken so far: ${kinds.join(', ') || 'nothing'}.`));
      }, withinMs);
      try {
        while (!isSo(sink)) await Promise.race([changed.promise, tooLate]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
  return sink;
}

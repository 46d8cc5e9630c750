import { setTimeout as delay } from 'node:timers/promises';

/** The plant's own time: begins at `startMs` and runs `speed` times as fast as ours. */
export interface PlantClock {
  nowMs(): number;
  /** Resolves when the plant's time has come there; at once when it has passed, or when stopped. */
  reach(atMs: number): Promise<void>;
  stop(): void;
}

export function plantClock(startMs: number, speed: number): PlantClock {
  if (!(speed > 0)) throw new RangeError(`speed is ${speed}; it must be above 0.`);
  const begun = performance.now();
  const stopping = new AbortController();
  const nowMs = (): number => startMs + (performance.now() - begun) * speed;
  return {
    nowMs,
    async reach(atMs) {
      // At most an hour at a time: a computer that slept wakes up within it
      for (let waitMs = (atMs - nowMs()) / speed; waitMs > 0 && !stopping.signal.aborted; waitMs = (atMs - nowMs()) / speed)
        await delay(Math.min(waitMs, 3_600_000), undefined, { signal: stopping.signal }).catch(() => undefined);
    },
    stop: () => stopping.abort(),
  };
}

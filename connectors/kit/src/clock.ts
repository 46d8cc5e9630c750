/** Time and timers given to a connector, so that a test can turn them by hand. */
export interface Clock {
  now(): Temporal.Instant;
  /** Calls once after so many ms; the answer cancels it. */
  after(delayMs: number, call: () => void): () => void;
}

/** The machine's own clock. Its timers do not keep the process alive. */
export const machineClock: Clock = {
  now: () => Temporal.Now.instant(),
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits on the clock. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}

/** The plant's clock as the server reads it. Only the shell and the engines are handed one; rules never are. */
export interface Clock {
  readonly now: () => Temporal.Instant;
  /** `virtual` marks records made while history is rehearsed; seals carry it. */
  readonly kind: 'wall' | 'virtual';
}

/** The calendar day it is in a time zone. A day that a person or the model names is a day of the plant, never of Greenwich. */
export const dayAt = (at: Temporal.Instant, timeZone: string): Temporal.PlainDate => at.toZonedDateTimeISO(timeZone).toPlainDate();

/** A moment as a row keeps it, to the microsecond: what an event says beyond that, its row could not. Drawn to the earlier, so that it has always come. */
export const asKept = (at: Temporal.Instant): Temporal.Instant => at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });

export const wallClock: Clock = { now: () => asKept(Temporal.Now.instant()), kind: 'wall' };

/** A clock that stands still until moved; for tests and for the demo's history. */
export function virtualClock(start: Temporal.Instant): Clock & { moveTo: (to: Temporal.Instant) => void; advance: (seconds: number) => void } {
  let at = start;
  return {
    kind: 'virtual',
    now: () => at,
    moveTo: (to) => {
      if (Temporal.Instant.compare(to, at) < 0) throw new RangeError(`The clock stands at ${at}; it does not go back to ${to}.`);
      at = to;
    },
    advance: (seconds) => {
      at = at.add({ milliseconds: Math.round(seconds * 1000) });
    },
  };
}

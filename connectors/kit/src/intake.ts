import { type Backoff, backoffSchema, delayMs } from './backoff.ts';
import { markBackward } from './backward.ts';
import { type Clock, sleep } from './clock.ts';
import type { Sink, Status } from './connector.ts';
import { type Emission, type Sample, samples } from './emission.ts';
import { sentenceOf } from './link.ts';
import type { Log } from './log.ts';
import { quality, statusCode } from './quality.ts';
import { type DeviceClock, followClocks, markSkew, type SkewLimits } from './skew.ts';
import { goStale, remember } from './stale.ts';

/** Looks at every value on its way: marks wrong clocks and steps back in time, remembers the last value of each signal. */
export interface Inspection {
  pass(emissions: readonly Emission[]): Emission[];
  /** Stale repeats of what has been silent too long, of one source or of all; they count as told. */
  silence(now: Temporal.Instant, options?: { silentMs?: number; source?: string }): Emission[];
  wrongClocks(): readonly DeviceClock[];
}

/** A fresh inspection, with an empty memory. */
export function inspection(limits: SkewLimits): Inspection {
  const latest = new Map<string, Temporal.Instant>();
  const last = new Map<string, Sample>();
  let wrong: ReadonlyMap<string, DeviceClock> = new Map();
  return {
    pass(emissions) {
      return emissions.map((emission) => {
        if (emission.kind !== 'samples') return emission;
        const list = emission.samples.map((one) => {
          // a stale repeat carries our time: it says nothing of the device's clock
          const isOurs = one.quality.marks?.includes('stale') ?? false;
          return isOurs ? one : markBackward(latest, markSkew(finite(one), limits));
        });
        wrong = followClocks(wrong, list);
        remember(last, list);
        return { kind: 'samples', samples: list };
      });
    },
    silence(now, options = {}) {
      const due = goStale(last, now, options);
      remember(last, due);
      return samples(due);
    },
    wrongClocks: () => [...wrong.values()],
  };
}

/** What is no number has no value: a failed sensor's NaN, a division by zero. The value is bad and says what was told. */
function finite(sample: Sample): Sample {
  if (typeof sample.value !== 'number' || Number.isFinite(sample.value)) return sample;
  const { marks } = sample.quality;
  return { ...sample, value: null, quality: quality(statusCode.BadOutOfRange, { ...(marks && { marks }), note: `the source told ${sample.value}` }) };
}

/** Hands emissions to the sink, inspected and in order, and does not give up: what the sink cannot keep now is offered again. */
export interface Intake {
  /** Resolves when all of it is kept. A caller that waits passes the sink's pace on to the wire. */
  take(emissions: readonly Emission[]): Promise<void>;
  /** The line is gone: everything it told is told again as stale. */
  fallSilent(): Promise<void>;
  count(what: string, by?: number): void;
  stop(): Promise<void>;
  status(): Pick<Status, 'counts' | 'wrongClocks' | 'lastHeardAt'>;
}

/** An intake before a sink. `staleAfterMs` watches for single signals that fall silent while the line stands. */
export function intake(options: { sink: Sink; log: Log; clock: Clock; skew: SkewLimits; staleAfterMs?: number | null; backoff?: Backoff }): Intake {
  const { sink, log, clock, staleAfterMs = null, backoff = backoffSchema.parse({ firstMs: 200, maxMs: 10_000 }) } = options;
  const inspected = inspection(options.skew);
  const counts: Record<string, number> = { samples: 0 };
  let lastHeardAt: Temporal.Instant | undefined;
  let queue: Promise<void> = Promise.resolve();
  let stopped = false;
  const stopping = Promise.withResolvers<void>();

  const give = async (emissions: readonly Emission[]) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sink.take(emissions);
        return;
      } catch (cause) {
        // on stop the last try counts: who stops us has closed the sink and knows what it did not take
        if (stopped) throw cause;
        counts['offeredAgain'] = (counts['offeredAgain'] ?? 0) + 1;
        log.error(`What was heard could not be kept and is offered again: ${sentenceOf(cause)}`, { attempt });
        await Promise.race([sleep(clock, delayMs(backoff, attempt, Math.random())), stopping.promise]);
      }
    }
  };
  const enqueue = (emissions: readonly Emission[]) => {
    if (emissions.length === 0) return queue;
    const turn = queue.then(() => give(emissions));
    queue = turn.catch(() => {});
    return turn;
  };

  let cancelWatch = () => {};
  const watch = () => {
    if (staleAfterMs === null) return;
    // a third of the limit: silence is noticed at most a third late
    cancelWatch = clock.after(Math.max(50, staleAfterMs / 3), () => {
      enqueue(inspected.silence(clock.now(), { silentMs: staleAfterMs })).catch(() => {});
      watch();
    });
  };
  watch();

  return {
    take(emissions) {
      lastHeardAt = clock.now();
      for (const one of emissions) if (one.kind === 'samples') counts['samples'] = (counts['samples'] ?? 0) + one.samples.length;
      return enqueue(inspected.pass(emissions));
    },
    fallSilent: () => enqueue(inspected.silence(clock.now())),
    count(what, by = 1) {
      counts[what] = (counts[what] ?? 0) + by;
    },
    async stop() {
      stopped = true;
      stopping.resolve();
      cancelWatch();
      await queue;
    },
    status: () => ({ counts: { ...counts }, wrongClocks: inspected.wrongClocks(), ...(lastHeardAt && { lastHeardAt }) }),
  };
}

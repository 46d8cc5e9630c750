import { checkInstant, contains, intersection, lengthMs } from '@millrace/calendar';
import type { Interval } from '@millrace/calendar';
import { checkLeaves } from '../interval/leaf.ts';
import type { Leaf } from '../interval/leaf.ts';
import { ratioOf } from '../lineage.ts';
import type { Flag, Ratio } from '../lineage.ts';

/** A failure of a unit: from its stop until it could be used again. Without end it is still down. */
export type Failure = { readonly id: string; readonly start: Temporal.Instant; readonly end?: Temporal.Instant };

/**
 * What becomes of the time before the first and after the last failure of the window. Public sources differ, so it is always said.
 * - `include`: all operating time by failures (the estimate of a constant rate; default)
 * - `exclude`: only complete times between two failures, by their number
 * - `count-as-one`: all operating time by failures plus one; some print ISO 22400-2 this way, for the times to failure and to restoration too
 */
export type OpenWindowPolicy = 'include' | 'exclude' | 'count-as-one';

export type MeanTime = Ratio & {
  readonly definition: string;
  readonly failures: number;
  /** Operating time observed, ms. With no failure the mean is not known; it is said to be longer than this. */
  readonly observedMs: number;
  readonly text: string;
};

const hours = (ms: number): string => `${Math.round(ms / 36_000) / 100} h`;

/**
 * Mean operating time between failures, ms. Operating is production and set-up within the window; delays, breaks and nights are not. A
 * failure counts where it
 * begins, so that one across two shifts is counted once. Zero failures give no value, neither 0 nor infinity.
 */
export function meanTimeBetweenFailures(window: Interval, leaves: readonly Leaf[], failures: readonly Failure[], openWindow: OpenWindowPolicy = 'include'): MeanTime {
  checkLeaves(leaves);
  checkFailures(failures);
  const operating = leaves.filter((leaf) => leaf.state === 'production' || leaf.state === 'setup');
  const within = intersection(operating, [window]);
  const observedMs = total(within);
  const begun = failures.filter((failure) => contains(window, failure.start));
  const basis = [...operating.filter((leaf) => intersection([leaf], [window]).length > 0).map((leaf) => leaf.id), ...begun.map((failure) => failure.id)];
  const definition = `operating time (production + set-up) between failures, open window: ${openWindow}`;
  const [numerator, denominator] = between(within, begun, observedMs, openWindow);
  const ratio = ratioOf(numerator, begun.length === 0 ? 0 : denominator, basis, leaves.some((leaf) => leaf.isOpen) ? ['open'] : []);
  const text =
    begun.length === 0
      ? `longer than ${hours(observedMs)}: no failure was observed`
      : ratio.value === undefined
        ? 'unknown: fewer than two failures in the window'
        : hours(ratio.value);
  return { ...ratio, definition, failures: begun.length, observedMs, text };
}

function between(operating: readonly Interval[], begun: readonly Failure[], observedMs: number, openWindow: OpenWindowPolicy): readonly [number, number] {
  switch (openWindow) {
    case 'include':
      return [observedMs, begun.length];
    case 'count-as-one':
      return [observedMs, begun.length + 1];
    case 'exclude': {
      const [first, last] = [begun[0], begun.at(-1)];
      if (!first || !last || begun.length < 2) return [0, 0];
      return [total(intersection(operating, [{ start: first.start, end: last.start }])), begun.length - 1];
    }
    default:
      throw new RangeError(`openWindow is ${JSON.stringify(openWindow)}; allowed is include, exclude or count-as-one.`);
  }
}

/**
 * Mean time to restoration, ms: from the stop until the unit can be used again, of failures that begin in the window. Those not ended are
 * left out and flagged. `count-as-one` divides by the failures plus one.
 */
export function meanTimeToRestore(window: Interval, failures: readonly Failure[], openWindow: Exclude<OpenWindowPolicy, 'exclude'> = 'include'): MeanTime {
  const isPlusOne = oneMore(openWindow);
  checkFailures(failures);
  const begun = failures.filter((failure) => contains(window, failure.start));
  const ended = begun.filter((failure) => failure.end !== undefined);
  const flags: Flag[] = ended.length < begun.length ? ['open'] : [];
  const sum = ended.reduce((all, failure) => all + (failure.end ? lengthMs({ start: failure.start, end: failure.end }) : 0), 0);
  const ratio = ratioOf(
    sum,
    isPlusOne && ended.length > 0 ? ended.length + 1 : ended.length,
    begun.map((failure) => failure.id),
    flags,
  );
  return {
    ...ratio,
    definition: `elapsed time from stop to restoration, failures begun in the window and ended${isPlusOne ? ', by their number plus one' : ''}`,
    failures: ended.length,
    observedMs: sum,
    text: ratio.value === undefined ? 'unknown: no failure has ended' : hours(ratio.value),
  };
}

/** One life of something that is not repaired. Not failed yet, it is a suspension, and its time counts. */
export type Life = { readonly id: string; readonly operatingMs: number; readonly hasFailed: boolean };

/** Mean time to failure, ms: all operating time, suspensions included, by failures (exponential estimate). Zero failures give no value. `count-as-one` divides by the failures plus one. */
export function meanTimeToFailure(lives: readonly Life[], openWindow: Exclude<OpenWindowPolicy, 'exclude'> = 'include'): MeanTime {
  const isPlusOne = oneMore(openWindow);
  if (lives.length === 0) throw new RangeError('lives is empty; allowed is at least one.');
  for (const life of lives)
    if (!Number.isFinite(life.operatingMs) || life.operatingMs < 0) throw new RangeError(`life ${life.id} operatingMs is ${life.operatingMs}; allowed is zero or more.`);
  const observedMs = lives.reduce((sum, life) => sum + life.operatingMs, 0);
  const failures = lives.filter((life) => life.hasFailed).length;
  const below = isPlusOne && failures > 0 ? failures + 1 : failures;
  const ratio = ratioOf(
    observedMs,
    below,
    lives.map((life) => life.id),
  );
  const text = failures === 0 ? `longer than ${hours(observedMs)}: no failure was observed` : hours(observedMs / below);
  return { ...ratio, definition: `operating time of failed and running items by failures${isPlusOne ? ' plus one' : ''}`, failures, observedMs, text };
}

/** Whether the divisor is the failures plus one. Only times between failures can leave out what is open at the edges. */
export function oneMore(openWindow: 'include' | 'count-as-one'): boolean {
  if (openWindow !== 'include' && openWindow !== 'count-as-one') throw new RangeError(`openWindow is ${JSON.stringify(openWindow)}; allowed is include or count-as-one.`);
  return openWindow === 'count-as-one';
}

const total = (of: readonly Interval[]): number => of.reduce((sum, part) => sum + lengthMs(part), 0);

function checkFailures(failures: readonly Failure[]): void {
  let last: Failure | undefined;
  for (const failure of failures) {
    checkInstant(`start of failure ${failure.id}`, failure.start);
    if (failure.end !== undefined) checkInstant(`end of failure ${failure.id}`, failure.end);
    if (failure.end && Temporal.Instant.compare(failure.start, failure.end) >= 0)
      throw new RangeError(`failure ${failure.id} ends at ${failure.end.toString()}; allowed is an instant after its start, ${failure.start.toString()}.`);
    if (last && Temporal.Instant.compare(last.start, failure.start) > 0)
      throw new RangeError(`failure ${failure.id} begins before ${last.id}; allowed are failures in order of time.`);
    if (last && (!last.end || Temporal.Instant.compare(last.end, failure.start) > 0))
      throw new RangeError(`failure ${failure.id} begins before ${last.id} has ended; allowed is one failure of a unit at a time.`);
    last = failure;
  }
}

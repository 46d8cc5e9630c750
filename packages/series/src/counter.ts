import { checkSamples, notNegative, oneOf, onlyNamed, positive } from './check.ts';
import { isBad } from './status.ts';
import type { Samples } from './series.ts';

/** How a counter of parts, strokes or energy behaves when it does not simply go up. */
export interface CounterSettings {
  /**
   * The counter goes from just below this back to 0: 65536 for 16 bits, 100000 for a five-digit meter. Without it, every
   * step down is a reset.
   */
  readonly rollsOverAt?: number;
  /**
   * The fastest it can truly count, per second. It tells a roll-over (a believable step through zero) from a reset, and
   * marks steps up that cannot be. Strongly advised with `rollsOverAt`: without it a step down counts as a roll-over when
   * the way through zero is shorter than half the counter.
   */
  readonly fastestPerS?: number;
  /** A step down of at most this is play in the encoder, not a reset: nothing is counted until it is made good. Default 0. */
  readonly play?: number;
  /**
   * The most it can show when it is first read after a reset. A step down to more is no reset but a step back (a controller restored from its
   * memory, a corrected number, an old value sent once more): it is reported, nothing is counted, and counting goes on from there. With
   * `fastestPerS` what it can have counted since the last value is a limit too. Default: any number is believed.
   */
  readonly mostAfterReset?: number;
  /** After a reset, is what the counter shows counted (`from-zero`, default) or nothing? What ran between is lost either way. */
  readonly afterReset?: 'from-zero' | 'nothing';
  /** Is a step up faster than `fastestPerS` counted (`count`, default) or left out? It is reported either way. */
  readonly tooFast?: 'count' | 'leave-out';
}

/** Something to look at: where the total rests on an assumption. */
export interface CounterEvent {
  readonly kind: 'reset' | 'roll-over' | 'step-back' | 'too-fast';
  readonly timeMs: number;
  readonly from: number;
  readonly to: number;
  /** What was added to the total. */
  readonly counted: number;
}

/** Makes one ever-growing total of a counter; takes samples as they come and keeps one. */
export interface CounterStream {
  /** Returns the totals since the first value, with the given times and statuses; Bad ones stay Bad (NaN). */
  push(samples: Samples): Samples;
  readonly total: number;
}

/** Follow a counter through resets and roll-overs. Bad values are stepped over: what ran meanwhile is counted at the next Good or Uncertain one. */
export function counterStream(settings: CounterSettings = {}, report: (event: CounterEvent) => void = () => {}): CounterStream {
  onlyNamed('settings', settings, ['rollsOverAt', 'fastestPerS', 'play', 'mostAfterReset', 'afterReset', 'tooFast']);
  const rollsOverAt = settings.rollsOverAt === undefined ? undefined : positive('rollsOverAt', settings.rollsOverAt);
  const fastestPerS = settings.fastestPerS === undefined ? undefined : positive('fastestPerS', settings.fastestPerS);
  const play = notNegative('play', settings.play ?? 0);
  const mostAfterReset = settings.mostAfterReset === undefined ? Number.POSITIVE_INFINITY : notNegative('mostAfterReset', settings.mostAfterReset);
  const afterReset = oneOf('afterReset', settings.afterReset ?? 'from-zero', ['from-zero', 'nothing']);
  const tooFast = oneOf('tooFast', settings.tooFast ?? 'count', ['count', 'leave-out']);
  let total = 0;
  let last: { timeMs: number; value: number } | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;

  const stepUp = (from: number, to: number, timeMs: number, mostPossible: number): number => {
    if (to - from <= mostPossible) return to - from;
    const counted = tooFast === 'leave-out' ? 0 : to - from;
    report({ kind: 'too-fast', timeMs, from, to, counted });
    return counted;
  };
  const stepDown = (from: number, to: number, timeMs: number, mostPossible: number): number => {
    if (rollsOverAt !== undefined) {
      const through = to + rollsOverAt - from;
      if (fastestPerS === undefined ? through < rollsOverAt / 2 : through <= mostPossible) {
        report({ kind: 'roll-over', timeMs, from, to, counted: through });
        return through;
      }
    }
    if (to > Math.min(mostAfterReset, mostPossible)) {
      report({ kind: 'step-back', timeMs, from, to, counted: 0 });
      return 0;
    }
    const counted = afterReset === 'nothing' ? 0 : to;
    report({ kind: 'reset', timeMs, from, to, counted });
    return counted;
  };

  return {
    push(samples) {
      checkSamples(samples, lastMs);
      const totals = new Float64Array(samples.timesMs.length);
      samples.timesMs.forEach((timeMs, i) => {
        lastMs = timeMs;
        const value = samples.values[i]!;
        if (isBad(samples.statuses?.[i] ?? 0)) {
          totals[i] = Number.NaN;
          return;
        }
        if (value < 0 || (rollsOverAt !== undefined && value >= rollsOverAt))
          throw new RangeError(`values[${i}] is ${value}; a counter shows 0 or more${rollsOverAt === undefined ? '' : ` and less than rollsOverAt (${rollsOverAt})`}.`);
        if (last === undefined) last = { timeMs, value };
        else if (value >= last.value || last.value - value > play) {
          const mostPossible = fastestPerS === undefined ? Number.POSITIVE_INFINITY : (fastestPerS * (timeMs - last.timeMs)) / 1000;
          total += value >= last.value ? stepUp(last.value, value, timeMs, mostPossible) : stepDown(last.value, value, timeMs, mostPossible);
          last = { timeMs, value };
        }
        totals[i] = total;
      });
      return { timesMs: samples.timesMs, values: totals, statuses: samples.statuses };
    },
    get total() {
      return total;
    },
  };
}

/** The total of a counter over time and all that was assumed on the way. Feed the totals to DeltaBounds for what ran per interval. */
export function totalise(samples: Samples, settings: CounterSettings = {}): { readonly totals: Samples; readonly events: readonly CounterEvent[]; readonly total: number } {
  if (samples.timesMs.length === 0) throw new RangeError('The series is empty; there is nothing to count.');
  const events: CounterEvent[] = [];
  const stream = counterStream(settings, (event) => events.push(event));
  const totals = stream.push(samples);
  return { totals, events, total: stream.total };
}

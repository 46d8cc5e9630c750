import { badNoData, codeOf, interpolated, isBad, isGood, isUncertain, uncertainDataSubNormal, withBits } from './status.ts';
import type { Sample, Series } from './series.ts';
import { configurationOf, type AggregateConfiguration } from './configuration.ts';
import { checkSamples, claim, finite } from './check.ts';

/** The value a signal is taken to have had at an instant at which nobody need have sampled it. Value NaN where Bad. */
export type Bound = Sample;

/** Nothing is known at this instant. */
export const missing = (timeMs: number): Bound => ({ timeMs, value: Number.NaN, status: badNoData });

/** The straight line through two points, at an instant. */
export function onLine(timeMs: number, before: Sample, after: Sample): number {
  return before.value + ((timeMs - before.timeMs) * (after.value - before.value)) / (after.timeMs - before.timeMs);
}

/** Good or Uncertain, whichever the two ends and what was skipped between them leave. */
export function interpolatedStatus(isCertain: boolean): number {
  return withBits(isCertain ? 0 : uncertainDataSubNormal, interpolated);
}

/** A stored value as a bound: its own status, but Bad_NoData where it is Bad. */
export function storedBound(sample: Sample): Bound {
  return isBad(sample.status) ? missing(sample.timeMs) : { ...sample, status: codeOf(sample.status) };
}

/**
 * Simple bound between the two stored values next to an instant, whatever their quality (OPC 10000-13 §3.1.9).
 * A stepped variable holds the value before; one that is Uncertain stays Uncertain there, as the published examples have
 * it (Historian 3, WorstQuality2 at 12:01:04), while for a sloped variable TreatUncertainAsBad takes it away.
 */
export function simpleBetween(timeMs: number, before: Sample | undefined, after: Sample | undefined, stepped: boolean, treatUncertainAsBad: boolean): Bound {
  if (before === undefined || after === undefined || isBad(before.status)) return missing(timeMs);
  if (stepped) return { timeMs, value: before.value, status: interpolatedStatus(isGood(before.status)) };
  if (treatUncertainAsBad && isUncertain(before.status)) return missing(timeMs);
  const reachesAfter = isGood(after.status) || (isUncertain(after.status) && !treatUncertainAsBad);
  const value = reachesAfter ? onLine(timeMs, before, after) : before.value;
  return { timeMs, value, status: interpolatedStatus(isGood(before.status) && isGood(after.status)) };
}

/**
 * What a regulatory report may use at an instant: no value stands in for Bad data (OPC 10000-13 §3.1.9).
 * Beyond the last stored value nothing is known.
 */
export function simpleBound(series: Series, timeMs: number, given?: Partial<AggregateConfiguration>): Bound {
  const { treatUncertainAsBad } = configurationOf(given);
  finite('timeMs', timeMs);
  checkSamples(series);
  claim('stepped', series.stepped);
  const at = firstAtOrAfter(series.timesMs, timeMs);
  if (series.timesMs[at] === timeMs) return storedBound(sampleAt(series, at));
  return simpleBetween(timeMs, sampleOrNone(series, at - 1), sampleOrNone(series, at), series.stepped, treatUncertainAsBad);
}

/**
 * The best estimate at an instant: a line (or, stepped, the last value) between the nearest usable values, skipping Bad
 * ones; beyond the last, extrapolated and Uncertain (OPC 10000-13 §3.1.8).
 */
export function interpolatedBound(series: Series, timeMs: number, given?: Partial<AggregateConfiguration>): Bound {
  const configuration = configurationOf(given);
  finite('timeMs', timeMs);
  checkSamples(series);
  claim('stepped', series.stepped);
  const usable = (i: number): boolean => {
    const status = series.statuses?.[i] ?? 0;
    return isGood(status) || (isUncertain(status) && !configuration.treatUncertainAsBad);
  };
  const { length } = series.timesMs;
  const at = firstAtOrAfter(series.timesMs, timeMs);
  const hit = series.timesMs[at] === timeMs;
  if (hit && usable(at)) return storedBound(sampleAt(series, at));

  let b = at - 1;
  while (b >= 0 && !usable(b)) b--;
  if (b < 0) return missing(timeMs);
  const before = sampleAt(series, b);
  if (series.stepped) {
    const skipped = b < at - 1 || hit;
    const beyond = at === length;
    return { timeMs, value: before.value, status: interpolatedStatus(!skipped && !beyond && isGood(before.status)) };
  }

  let a = at;
  while (a < length && !usable(a)) a++;
  if (a < length) {
    const after = sampleAt(series, a);
    const certain = a === b + 1 && isGood(before.status) && isGood(after.status);
    return { timeMs, value: onLine(timeMs, before, after), status: interpolatedStatus(certain) };
  }
  let second = b - 1;
  while (second >= 0 && !usable(second)) second--;
  const sloped = configuration.useSlopedExtrapolation && second >= 0;
  const value = sloped ? onLine(timeMs, sampleAt(series, second), before) : before.value;
  return { timeMs, value, status: interpolatedStatus(false) };
}

/** Index of the first time at or after an instant; the length where there is none. */
export function firstAtOrAfter(timesMs: Float64Array, timeMs: number, from = 0): number {
  let low = from;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesMs[middle]! < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sampleAt(series: Series, i: number): Sample {
  return { timeMs: series.timesMs[i]!, value: series.values[i]!, status: series.statuses?.[i] ?? 0 };
}

function sampleOrNone(series: Series, i: number): Sample | undefined {
  return i >= 0 && i < series.timesMs.length ? sampleAt(series, i) : undefined;
}

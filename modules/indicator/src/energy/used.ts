import { counterStream, type CounterEvent, type Samples } from '@millrace/series';
import { withoutBlips } from './blips.ts';
import type { Meter } from './meter.ts';

/** A reading of a meter, as it showed. */
export interface Reading {
  readonly at: string;
  readonly value: number;
}

/** Why the energy of a window is not known. */
export type Unknown =
  | 'meter-never-read'
  | 'meter-began-late'
  | 'meter-silent'
  | 'meter-silent-over-start'
  | 'meter-silent-over-end'
  | 'meter-went-back'
  | 'meter-stepped-back'
  | 'meter-reset-unheard'
  | 'meter-reset-or-rolled'
  | 'meter-too-fast'
  | 'meter-impossible'
  | 'meter-unread';

/** What a meter counted in a window, and what that rests on. */
export interface Used {
  readonly signal: string;
  readonly on: string;
  /** Absent where it is unknown; then `why` says why. */
  readonly kWh?: number;
  readonly why?: Unknown;
  /** The reading at the start or the last before it, and the one at the end or the first after it. */
  readonly first?: Reading;
  readonly last?: Reading;
  readonly resets: readonly { readonly at: string; readonly from: number; readonly to: number; readonly kind: 'reset' | 'roll-over' | 'step-back' | 'blip' }[];
  /** A step of the counter lies over a border of the window and was shared out by time, kWh of it. */
  readonly sharedKWh: number;
  /** Readings of the window and beside it. */
  readonly readings: number;
}

export interface Window {
  readonly start: Temporal.Instant;
  /** What has passed of it, while it runs. */
  readonly end: Temporal.Instant;
  readonly now: Temporal.Instant;
}

// the billing interval of electricity: what was used between two readings that lie no further apart is shared out by time
const sharedUpToMs = 15 * 60_000;
const goodBelow = 0x4000_0000;

/**
 * The energy that a counter counted from the start of a window to its end. Only readings of good quality count. What was used while the
 * meter was silent is known where the counter tells it: within the window always, over one of its borders only where the counter did not move.
 */
export function energyUsed(meter: Meter, readings: Samples, { start, end, now }: Window): Used {
  const [startMs, endMs, nowMs] = [start.epochMilliseconds, end.epochMilliseconds, now.epochMilliseconds];
  const fastestPerS = meter.mostPerHour === undefined ? undefined : meter.mostPerHour / 3600;
  const good = Array.from(readings.timesMs, (timeMs, i) => ({ timeMs, value: readings.values[i]!, isGood: (readings.statuses?.[i] ?? 0) < goodBelow }))
    .filter((one) => one.isGood && Number.isFinite(one.value) && one.timeMs <= nowMs)
    .map(({ timeMs, value }) => ({ timeMs, value }));
  const { read, blips } = withoutBlips(good, fastestPerS === undefined ? undefined : fastestPerS / 1000);
  const before = read.findLastIndex((one) => one.timeMs <= startMs);
  const reached = read.findIndex((one) => one.timeMs >= endMs);
  const after = reached < 0 ? read.length - 1 : reached;
  const shown = read.slice(Math.max(before, 0), after + 1);
  const base = { signal: meter.signal, on: meter.on, resets: [], sharedKWh: 0, readings: shown.length };
  const said = { ...base, ...(shown[0] && { first: readingOf(shown[0]) }), ...(shown.at(-1) && shown.length > 0 && { last: readingOf(shown.at(-1)!) }) };
  if (read.length === 0) return { ...base, why: 'meter-never-read' };
  if (before < 0) return { ...said, why: 'meter-began-late' };
  const rollsOverAt = meter.rollsOverAt === undefined ? undefined : meter.rollsOverAt + 1;
  if (shown.some((one) => one.value < 0 || (rollsOverAt !== undefined && one.value >= rollsOverAt))) return { ...said, why: 'meter-impossible' };

  const events: CounterEvent[] = [];
  // half: a meter restored from its memory is behind by little, one that began anew has most of its count still before it
  const mostAfterReset = shown.reduce((most, one) => Math.max(most, one.value), 0) / 2;
  const settings = {
    ...(meter.resets !== 'per-order' && { mostAfterReset }),
    ...(rollsOverAt !== undefined && { rollsOverAt }),
    ...(fastestPerS !== undefined && { fastestPerS }),
  };
  const totals = counterStream(settings, (event) => events.push(event)).push({
    timesMs: Float64Array.from(shown, (one) => one.timeMs),
    values: Float64Array.from(shown, (one) => one.value),
  }).values;
  const jumps = events.flatMap(({ kind, timeMs, from, to }) => (kind === 'too-fast' ? [] : [{ timeMs, from, to, kind }]));
  const inWindow = blips.filter(({ timeMs }) => timeMs >= shown[0]!.timeMs && timeMs <= shown.at(-1)!.timeMs).map((one) => ({ ...one, kind: 'blip' as const }));
  const resets = [...jumps, ...inWindow].toSorted((one, other) => one.timeMs - other.timeMs).map(({ timeMs, ...one }) => ({ at: instantText(timeMs), ...one }));
  const told = { ...said, resets };
  for (const event of events) {
    if (event.kind === 'too-fast') return { ...told, why: 'meter-too-fast' };
    if (event.kind === 'step-back') return { ...told, why: meter.resets === 'never' ? 'meter-went-back' : 'meter-stepped-back' };
    // a meter that may roll over and may begin again does not say which it did, unless the model says how fast it can count
    if (rollsOverAt !== undefined && meter.resets !== 'never' && fastestPerS === undefined) return { ...told, why: 'meter-reset-or-rolled' };
    if (event.kind !== 'reset') continue;
    if (meter.resets === 'never') return { ...told, why: 'meter-went-back' };
    // as of a counter of pieces (scada): with each order it may begin anew at any height, and a hundredth less is its memory
    if (meter.resets === 'per-order' && event.from - event.to <= event.from / 100) return { ...told, why: 'meter-stepped-back' };
    const sinceMs = event.timeMs - (shown.findLast((one) => one.timeMs < event.timeMs)?.timeMs ?? event.timeMs);
    if (sinceMs > sharedUpToMs) return { ...told, why: 'meter-reset-unheard' };
  }

  const atBorder = (timeMs: number): { readonly total: number; readonly shared: number } | undefined => {
    const right = shown.findIndex((one) => one.timeMs >= timeMs);
    // no reading since: what it showed last, while that is fresh
    if (right < 0) return nowMs - shown.at(-1)!.timeMs <= sharedUpToMs ? { total: totals.at(-1)!, shared: 0 } : undefined;
    if (shown[right]!.timeMs === timeMs) return { total: totals[right]!, shared: 0 };
    const [from, to] = [shown[right - 1]!, shown[right]!];
    const step = totals[right]! - totals[right - 1]!;
    if (step === 0) return { total: totals[right]!, shared: 0 };
    if (to.timeMs - from.timeMs > sharedUpToMs) return undefined;
    return { total: totals[right - 1]! + (step * (timeMs - from.timeMs)) / (to.timeMs - from.timeMs), shared: step };
  };
  const first = atBorder(startMs);
  if (!first) return { ...told, why: shown.length === 1 ? 'meter-silent' : 'meter-silent-over-start' };
  const last = atBorder(endMs);
  if (!last) return { ...told, why: reached < 0 ? 'meter-silent' : 'meter-silent-over-end' };
  return { ...told, kWh: round((last.total - first.total) * meter.kWhPerCount), sharedKWh: round((first.shared + last.shared) * meter.kWhPerCount) };
}

/** Where a meter could not be read at all: it holds a text, or the historian knows no such number. */
export const unread = (meter: Meter): Used => ({ signal: meter.signal, on: meter.on, why: 'meter-unread', resets: [], sharedKWh: 0, readings: 0 });

const instantText = (timeMs: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(timeMs)).toString();
const readingOf = ({ timeMs, value }: { timeMs: number; value: number }): Reading => ({ at: instantText(timeMs), value });
// Wh: finer than a meter of a machine counts
const round = (kWh: number) => Math.round(kWh * 1000) / 1000;

import type { Sample } from './emission.ts';
import { isStale, stale } from './quality.ts';

/** The last value of every signal of a connection, kept so that silence can be told. */
export type LastValues = ReadonlyMap<string, Sample>;

/** Key of a signal within a connection. The separator cannot occur in a topic or a device's name. */
export function signalKey(source: string, name: string): string {
  return `${source}\u0000${name}`;
}

/** Remembers the current values among those heard; history does not become current. Mutates the given map on purpose: it is the connection's own. */
export function remember(last: Map<string, Sample>, list: readonly Sample[]): void {
  for (const sample of list) if (!sample.historical) last.set(signalKey(sample.source, sample.name), sample);
}

/**
 * The stale repeats due at `now`: one for each signal not yet stale, of the named source where one is given, and silent
 * for more than `silentMs`. A repeat carries the last value; its time is when it went stale, by our clock.
 */
export function goStale(last: LastValues, now: Temporal.Instant, options: { silentMs?: number; source?: string } = {}): Sample[] {
  const { silentMs = -1, source } = options;
  const due: Sample[] = [];
  for (const sample of last.values()) {
    if (source !== undefined && sample.source !== source) continue;
    if (isStale(sample.quality)) continue;
    if (now.epochMilliseconds - sample.receivedAt.epochMilliseconds <= silentMs) continue;
    due.push(staleRepeat(sample, now));
  }
  return due;
}

/** The last value of a signal, told again as stale. */
export function staleRepeat(sample: Sample, at: Temporal.Instant, receivedAt: Temporal.Instant = at): Sample {
  const { detail: _, historical: __, ...kept } = sample;
  const { skewMs: ___, ...quality } = sample.quality;
  const marks = quality.marks?.filter((mark) => mark !== 'clock-ahead' && mark !== 'clock-behind' && mark !== 'time-backward') ?? [];
  return { ...kept, sourceTime: at, receivedAt, quality: stale({ ...quality, marks }) };
}

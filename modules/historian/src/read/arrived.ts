import type { Samples } from '@millrace/series';
import type { Historian } from '../historian.ts';
import { numbers } from './columns.ts';
import { checkStretch, moment, nanoseconds, type Stretch } from './when.ts';
import { withBounds } from './with-bounds.ts';

/** The readings of a counter over a stretch, with the nearest good ones before and after it: for totals, which rest on both. */
export async function counterReadings(historian: Historian, site: string, input: Stretch): Promise<Samples> {
  checkStretch(input);
  const parts: Samples[] = [];
  for await (const part of numbers(historian, site, await withBounds(historian, site, input, true))) parts.push(part);
  return {
    timesMs: Float64Array.from(parts.flatMap((part) => Array.from(part.timesMs))),
    values: Float64Array.from(parts.flatMap((part) => Array.from(part.values))),
    statuses: Uint32Array.from(parts.flatMap((part) => Array.from(part.statuses ?? []))),
  };
}

/** A quarter of an hour of a signal in which samples arrived. */
export interface Arrived {
  readonly signal: string;
  readonly at: Temporal.Instant;
}

/**
 * Quarters of an hour, of source time from `from` up to `before`, for which samples of these signals came in since `since`: what was derived
 * from them is looked at again. By the order of arrival, so that what waited on a disk is found however late it came.
 */
export async function arrivedSince(
  historian: Historian,
  site: string,
  { signals, since, from, before }: { readonly signals: readonly string[]; readonly since: Temporal.Instant; readonly from: Temporal.Instant; readonly before: Temporal.Instant },
): Promise<Arrived[]> {
  if (signals.length === 0) return [];
  const rows = await historian.ask<{ signal: string; at: string }>(
    `select signal, toString(toUnixTimestamp(toStartOfInterval(source_time, interval 15 minute))) as at from sample
      where site = {site:String} and signal in {signals:Array(String)} and source_time >= ${moment('from')} and source_time < ${moment('before')} and sequence > {since:UInt64}
      group by signal, at order by signal, at`,
    { site, signals, from: nanoseconds(from), before: nanoseconds(before), since: nanoseconds(since) },
  );
  return rows.map((row) => ({ signal: row.signal, at: Temporal.Instant.fromEpochMilliseconds(Number(row.at) * 1000) }));
}

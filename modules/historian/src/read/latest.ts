import { instant } from '@millrace/kernel';
import * as z from 'zod';
import type { Historian } from '../historian.ts';
import { readColumns } from '../row.ts';
import type { Sample } from '../sample.ts';
import { moment, nanoseconds, signalName } from './when.ts';

const signals = z.union([
  z.array(z.string().min(1)),
  z
    .string()
    .min(1)
    .transform((text) => text.split(',')),
]);

/** Input of `historian.sample.latest`: what each signal said last, or had said by a moment. */
export const latestInput = z.object({
  /** Comma-separated in an address. */
  signals: signals.pipe(z.array(signalName).min(1).max(1_000)),
  /**
   * Samples with a later source time are left out. Give the time of the reader's clock: a device whose clock runs ahead
   * would otherwise stand as the latest until the day it dreams of has come.
   */
  by: instant().optional(),
});

/** The sample with the latest source time of each signal, or what was heard of it since it was lost; signals never heard are absent. */
export async function latest(historian: Historian, site: string, input: z.output<typeof latestInput>): Promise<Map<string, Sample>> {
  const found = new Map<string, Sample>();
  const read = async (query: string, parameters: Record<string, unknown>): Promise<void> => {
    for await (const rows of historian.rows(query, parameters)) for (const row of rows) found.set(row.signal, row);
  };
  await read(lastOfEach, { site, signals: input.signals });
  if (input.by !== undefined) {
    // Only signals that speak from beyond the moment need their history searched
    const beyond = input.signals.filter((signal) => isBeyond(found.get(signal), input.by));
    for (const signal of beyond) found.delete(signal);
    if (beyond.length > 0) await read(lastBefore, { site, signals: beyond, by: nanoseconds(input.by) });
  }
  // that a signal is not heard any more is our word, by our clock: whatever was heard after it stands, also what became true before
  const lost = [...found.values()].filter((one) => one.marks?.includes('stale'));
  if (lost.length > 0) {
    const earliest = lost.map((one) => one.receivedAt).toSorted(Temporal.Instant.compare)[0]!;
    const isHeardAfter = (row: Sample) => Temporal.Instant.compare(row.receivedAt, found.get(row.signal)!.receivedAt) > 0 && !isBeyond(row, input.by);
    const parameters = { site, signals: lost.map((one) => one.signal), after: nanoseconds(earliest), since: nanoseconds(earliest.subtract(longestUnchanged)) };
    for await (const rows of historian.rows(heardAgain, parameters)) for (const row of rows.filter(isHeardAfter)) found.set(row.signal, row);
  }
  return found;
}

// 31 days: a value that has not changed for longer is asked for again before anybody steers by it, and a search has an end
const longestUnchanged = { hours: 31 * 24 };

const isBeyond = (sample: Sample | undefined, by: Temporal.Instant | undefined): boolean =>
  sample !== undefined && by !== undefined && Temporal.Instant.compare(sample.sourceTime, by) > 0;

const lastOfEach = `select signal, l.1 as source_time, l.2 as kind, l.3 as value, l.4 as text, l.5 as quality, l.6 as marks, l.7 as received_at, l.8 as sequence
  from (select signal, argMaxMerge(last) as l from latest where site = {site:String} and signal in {signals:Array(String)} group by signal)`;

const lastBefore = `select ${readColumns} from sample final
  where site = {site:String} and signal in {signals:Array(String)} and source_time <= ${moment('by')}
  order by signal, source_time desc limit 1 by signal`;

const heardAgain = `select ${readColumns} from sample final
  where site = {site:String} and signal in {signals:Array(String)} and source_time >= ${moment('since')} and received_at > ${moment('after')} and not has(splitByChar(',', marks), 'stale')
  order by signal, source_time desc limit 1 by signal`;

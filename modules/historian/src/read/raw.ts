import * as z from 'zod';
import type { Historian } from '../historian.ts';
import { readColumns, type Row } from '../row.ts';
import type { Sample } from '../sample.ts';
import { checkStretch, flag, moment, nanoseconds, ofSignal, stretch, type Stretch } from './when.ts';

/** Input of `historian.sample.raw`: samples as they were stored (ReadRawModifiedDetails, OPC 10000-11 §6.5.3). */
export const rawInput = stretch.extend({
  /** Also the nearest sample before `from` and the first at or after `to`, for whoever draws or integrates. */
  withBounds: flag.default(false),
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
});

export interface Raw {
  /** Oldest first, each source time once. */
  readonly samples: readonly Sample[];
  /** Nearest before `from`; none where the history begins later, or where it was not asked for. */
  readonly before?: Sample;
  readonly after?: Sample;
  /** There is more: read on from here. Absent when the stretch was read whole. */
  readonly next?: Temporal.Instant;
}

/** The stored samples of a signal. */
export async function raw(historian: Historian, site: string, input: z.output<typeof rawInput>): Promise<Raw> {
  checkStretch(input);
  const samples = await collect(
    historian.rows(`select ${readColumns} ${ofSignal} and source_time >= ${moment('from')} and source_time < ${moment('to')} order by source_time limit {limit:UInt32}`, {
      ...parametersOf(site, input),
      limit: input.limit + 1,
    }),
  );
  const more = samples.length > input.limit ? samples.pop() : undefined;
  if (!input.withBounds) return { samples, ...(more && { next: more.sourceTime }) };
  const [before, after] = await Promise.all([neighbour(historian, site, input, 'before'), neighbour(historian, site, input, 'after')]);
  return { samples, ...(before && { before }), ...(after && { after }), ...(more && { next: more.sourceTime }) };
}

/** From this status on a sample is Bad; from `uncertainFrom` on it is not Good (OPC 10000-4 §7.39.1). */
export const badFrom = 0x8000_0000;
export const uncertainFrom = 0x4000_0000;

/** The nearest stored sample outside a stretch; with `below` the nearest whose status is better than that. */
export async function neighbour(historian: Historian, site: string, input: Stretch, side: 'before' | 'after', below = 2 ** 32): Promise<Row | undefined> {
  const condition = side === 'before' ? `source_time < ${moment('from')}` : `source_time >= ${moment('to')}`;
  const [row] = await collect(
    historian.rows(`select ${readColumns} ${ofSignal} and ${condition} and quality < {below:UInt64} order by source_time ${side === 'before' ? 'desc' : 'asc'} limit 1`, {
      ...parametersOf(site, input),
      below,
    }),
  );
  return row;
}

export const parametersOf = (site: string, { signal, from, to }: Stretch): Record<string, string> => ({ site, signal, from: nanoseconds(from), to: nanoseconds(to) });

async function collect(chunks: AsyncIterable<Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const chunk of chunks) for (const row of chunk) all.push(row);
  return all;
}

import * as z from 'zod';
import type { Historian } from '../historian.ts';
import type { Sample } from '../sample.ts';
import { neighbour, parametersOf } from './raw.ts';
import { checkStretch, moment, ofSignal, stretch } from './when.ts';

/** Input of `historian.sample.plot`: a stretch reduced to what a screen of so many pixels can show. */
export const plotInput = stretch.extend({
  /** Columns of pixels; 1 to 10,000. */
  pixels: z.coerce.number().int().min(1).max(10_000).default(800),
});

/** One column of pixels that holds samples. Numbers only: a text has no place on a curve. */
export interface PlotColumn {
  readonly at: Temporal.Instant;
  /** First, lowest, highest and last value that is not Bad, by time; fewer where they coincide. */
  readonly points: readonly (readonly [at: Temporal.Instant, value: number])[];
  readonly count: number;
  /** Samples of Bad and of Uncertain quality; a column with Bad ones shows a gap or a mark, never a smooth line. */
  readonly bad: number;
  readonly uncertain: number;
}

export interface Plot {
  readonly columns: readonly PlotColumn[];
  /** Nearest samples outside, so that a line can enter and leave the picture. */
  readonly before?: Sample;
  readonly after?: Sample;
}

/**
 * Min-max reduction by pixel (M4, Jugel et al., VLDB 2014): the picture drawn from it has the same pixels as one drawn
 * from every sample, so that no spike is lost. For pictures, not for evidence.
 */
export async function plot(historian: Historian, site: string, input: z.output<typeof plotInput>): Promise<Plot> {
  checkStretch(input);
  const parameters = { ...parametersOf(site, input), pixels: input.pixels };
  const [rows, before, after] = await Promise.all([
    historian.ask<PlotRow>(reduced, parameters),
    neighbour(historian, site, input, 'before'),
    neighbour(historian, site, input, 'after'),
  ]);
  const span = input.to.epochNanoseconds - input.from.epochNanoseconds;
  const columns = rows.map((row): PlotColumn => ({
    at: Temporal.Instant.fromEpochNanoseconds(input.from.epochNanoseconds + (BigInt(row.pixel) * span) / BigInt(input.pixels)),
    points: pointsOf(row),
    count: Number(row.samples),
    bad: Number(row.bad),
    uncertain: Number(row.uncertain),
  }));
  return { columns, ...(before && { before }), ...(after && { after }) };
}

interface PlotRow {
  readonly pixel: number;
  readonly samples: string;
  readonly usable: string;
  readonly bad: string;
  readonly uncertain: string;
  readonly first: [string, number];
  readonly lowest: [string, number];
  readonly highest: [string, number];
  readonly last: [string, number];
}

// Pixel by whole nanoseconds in 128 bit: a double would shift samples across the border of a pixel
const reduced = `
  with toUnixTimestamp64Nano(source_time) as t, quality < 0x80000000 and kind not in ('text', 'none') as is_usable
  select
    toUInt32(intDiv(toInt128(t - {from:Int64}) * {pixels:UInt32}, {to:Int64} - {from:Int64})) as pixel,
    count() as samples,
    countIf(is_usable) as usable,
    countIf(quality >= 0x80000000) as bad,
    countIf(quality >= 0x40000000 and quality < 0x80000000) as uncertain,
    argMinIf((toString(t), value), t, is_usable) as first,
    argMinIf((toString(t), value), (value, t), is_usable) as lowest,
    argMaxIf((toString(t), value), (value, -t), is_usable) as highest,
    argMaxIf((toString(t), value), t, is_usable) as last
  ${ofSignal} and source_time >= ${moment('from')} and source_time < ${moment('to')}
  group by pixel
  order by pixel`;

function pointsOf(row: PlotRow): PlotColumn['points'] {
  if (Number(row.usable) === 0) return [];
  const byTime = new Map<string, number>();
  for (const [at, value] of [row.first, row.lowest, row.highest, row.last]) byTime.set(at, value);
  return [...byTime].map(([at, value]) => [Temporal.Instant.fromEpochNanoseconds(BigInt(at)), value] as const).toSorted(([one], [other]) => Temporal.Instant.compare(one, other));
}

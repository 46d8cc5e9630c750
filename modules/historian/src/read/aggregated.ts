import { aggregateNames, aggregateStream, type AggregateName, type Answer } from '@millrace/series';
import * as z from 'zod';
import type { Historian } from '../historian.ts';
import { numbers } from './columns.ts';
import { checkStretch, flag, instantOf, millisecondsOf, stretch } from './when.ts';
import { withBounds } from './with-bounds.ts';

/** Input of `historian.sample.aggregated`: one of the 37 aggregates of OPC 10000-13 per interval (ReadProcessedDetails). */
export const aggregatedInput = stretch.extend({
  aggregate: z.enum(aggregateNames as [AggregateName, ...AggregateName[]]),
  /** Length of an interval, seconds; 0 for one interval over the whole stretch. The last one may be cut short. */
  intervalS: z.coerce.number().min(0).default(0),
  /** True for a signal that holds its value until the next sample: a state, a set point, a count. */
  stepped: flag.default(false),
  treatUncertainAsBad: flag.default(true),
  percentDataBad: z.coerce.number().min(0).max(100).default(100),
  percentDataGood: z.coerce.number().min(0).max(100).default(100),
  useSlopedExtrapolation: flag.default(false),
});

/** A value per interval, with the status the standard gives it. */
export interface Aggregated {
  readonly at: Temporal.Instant;
  /** Null where the status is Bad. In the unit of the signal, or as the aggregate says: s, %, count. */
  readonly value: number | null;
  readonly status: number;
}

/** One aggregate of a signal over a stretch, computed in one pass over what is stored, late data included. */
export async function aggregated(historian: Historian, site: string, input: z.output<typeof aggregatedInput>): Promise<Aggregated[]> {
  checkStretch(input);
  const { treatUncertainAsBad, percentDataBad, percentDataGood, useSlopedExtrapolation } = input;
  const answers: Answer[] = [];
  const stream = aggregateStream(
    input.aggregate,
    {
      startMs: millisecondsOf(input.from),
      endMs: millisecondsOf(input.to),
      intervalMs: input.intervalS * 1000,
      stepped: input.stepped,
      configuration: { treatUncertainAsBad, percentDataBad, percentDataGood, useSlopedExtrapolation },
    },
    (answer) => answers.push(answer),
  );
  for await (const samples of numbers(historian, site, await withBounds(historian, site, input, treatUncertainAsBad))) stream.push(samples);
  stream.finish();
  return answers.map(({ timeMs, value, status }) => ({ at: instantOf(timeMs), value: Number.isNaN(value) ? null : value, status }));
}

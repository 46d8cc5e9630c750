import { instant } from '@millrace/kernel';
import { interpolatedBound, samplesOf } from '@millrace/series';
import * as z from 'zod';
import type { Historian } from '../historian.ts';
import { numbers } from './columns.ts';
import { badFrom, uncertainFrom } from './raw.ts';
import { flag, millisecondsOf } from './when.ts';
import { withBounds } from './with-bounds.ts';

const instants = z.union([
  z.array(instant()),
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(instant())),
]);

/** Input of `historian.sample.interpolated`: what a signal was at given moments (ReadAtTimeDetails, OPC 10000-11 §6.5.5). */
export const interpolatedInput = z.object({
  signal: z.string().min(1).max(500),
  /** Comma-separated in an address; at most 1,000. */
  at: instants.refine((list) => list.length >= 1 && list.length <= 1_000, { error: 'Give 1 to 1,000 moments.' }),
  stepped: flag.default(false),
  treatUncertainAsBad: flag.default(true),
  useSlopedExtrapolation: flag.default(false),
});

/** Value of a signal at a moment. */
export interface Interpolated {
  readonly at: Temporal.Instant;
  /** Null where nothing is known: before the first sample. */
  readonly value: number | null;
  readonly status: number;
}

/** The interpolated bound (OPC 10000-13 §3.1.8) at each moment, in the order asked. */
export async function interpolated(historian: Historian, site: string, input: z.output<typeof interpolatedInput>): Promise<Interpolated[]> {
  const sorted = input.at.toSorted(Temporal.Instant.compare);
  // Few moments are looked up each by itself, many in one pass over what lies between them
  const groups = sorted.length <= 8 ? sorted.map((at) => [at]) : [sorted];
  const bounds = new Map<string, Interpolated>();
  for (const group of groups) for (const bound of await along(historian, site, input, group)) bounds.set(String(bound.at), bound);
  return input.at.map((at) => bounds.get(String(at)) as Interpolated);
}

/** One pass over the stretch from the first of `moments` to the last; holds only the samples the next moment rests on. */
async function along(historian: Historian, site: string, input: z.output<typeof interpolatedInput>, moments: readonly Temporal.Instant[]): Promise<Interpolated[]> {
  const { signal, stepped, treatUncertainAsBad, useSlopedExtrapolation } = input;
  const configuration = { treatUncertainAsBad, useSlopedExtrapolation };
  const isUsable = (status: number): boolean => status < (treatUncertainAsBad ? uncertainFrom : badFrom);
  const last = (moments.at(-1) as Temporal.Instant).add({ nanoseconds: 1 });
  const widened = await withBounds(historian, site, { signal, from: moments[0] as Temporal.Instant, to: last }, treatUncertainAsBad);

  const answers: Interpolated[] = [];
  let held: [timeMs: number, value: number, status: number][] = [];
  const answerUntil = (timeMs: number): void => {
    for (let next = moments[answers.length]; next !== undefined && millisecondsOf(next) <= timeMs; next = moments[answers.length]) {
      const { value, status } = interpolatedBound({ ...samplesOf(held), stepped }, millisecondsOf(next), configuration);
      answers.push({ at: next, value: Number.isNaN(value) ? null : value, status });
    }
  };
  for await (const { timesMs, values, statuses } of numbers(historian, site, widened))
    for (let i = 0; i < timesMs.length; i++) {
      const timeMs = timesMs[i] as number;
      const status = statuses?.[i] ?? 0;
      // Of a long stretch of unusable samples its first and last are enough to know it was there
      if (held.slice(-2).filter(([, , other]) => !isUsable(other)).length === 2 && !isUsable(status)) held.pop();
      held.push([timeMs, values[i] as number, status]);
      if (!isUsable(status)) continue;
      answerUntil(timeMs);
      const earlier = held.findLastIndex(([, , other], at) => at < held.length - 1 && isUsable(other));
      held = held.slice(Math.max(earlier, 0));
    }
  answerUntil(Number.POSITIVE_INFINITY);
  return answers;
}

import { id, instant, namedId, noun, type Id } from '@millrace/kernel';
import * as z from 'zod';
import { jumps, uncounted, type Jump, type Reading } from './difference.ts';

// 2 min: readings come every half minute; a late one changes something only where none came for longer
const gapMs = 120_000;
// a day of outages by the quarter of an hour would be 96; a late reading finds its place in the last two dozen gaps
const keptGaps = 24;
// two dozen: a counter that does it more often is broken, and its latest show that
const keptJumps = 24;

export const reading = z.object({ at: instant(), value: z.string().regex(/^\d+$/, 'a counter shows whole numbers from 0 up'), unheardSince: instant().optional() });
const stretch = z.object({ signal: z.string(), startsAt: instant(), endsAt: instant(), total: z.int(), scrap: z.int() });
const gap = z.object({ from: reading, to: reading });
const uncountedJump = z.object({ at: instant(), kind: z.enum(uncounted), from: z.string(), to: z.string() });
const states = z.discriminatedUnion('state', [
  z.object({
    id: id('scada.counter'),
    state: z.literal('counting'),
    /** Signal of the model. */
    signal: z.string(),
    place: z.string(),
    oldest: reading,
    newest: reading,
    /** Where it was not read for minutes, latest last. */
    gaps: z.array(gap).readonly(),
    /** Where it did what counts nothing, so that pieces may be lost, latest last. Absent of a counter that was read last before this was kept. */
    jumps: z.array(uncountedJump).readonly().optional(),
  }),
]);
export type Counter = z.output<typeof states>;
export type Gap = z.output<typeof gap>;

/** A counter of a machine: what it showed last, and where late readings would find their place. */
export const counter = noun({
  address: 'scada.counter',
  title: 'Counter',
  states,
  events: {
    read: { signal: z.string(), place: z.string(), reading, jump: z.enum(jumps).optional() },
    /** A late reading: pieces go to the quarter of an hour in which they were made, and out of the later one, or out of the stretch that nobody heard. */
    refined: {
      place: z.string(),
      reading,
      later: instant(),
      total: z.number().int(),
      scrap: z.number().int(),
      unheard: stretch.optional(),
      jump: z.enum(jumps).optional(),
      laterJump: z.enum(jumps).optional(),
    },
  },
  evolve(before, event) {
    switch (event.type) {
      case 'scada.counter.read': {
        const { subject, signal, place, reading: newest } = event;
        const gaps = before ? [...before.gaps, ...gapBetween(before.newest, newest)].slice(-keptGaps) : [];
        const known = before ? [...(before.jumps ?? []), ...jumpBetween(before.newest, newest, event.jump)].slice(-keptJumps) : [];
        return { id: subject, state: 'counting', signal, place, oldest: before?.oldest ?? newest, newest, gaps, jumps: known };
      }
      case 'scada.counter.refined': {
        const { oldest, gaps, jumps: known = [] } = before!;
        const to = gaps.find((one) => isWithin(one, event.reading.at))?.to ?? oldest;
        const from = gaps.find((one) => isWithin(one, event.reading.at))?.from;
        const jumped = [
          ...known.filter((one) => !one.at.equals(to.at)),
          ...(from ? jumpBetween(from, event.reading, event.jump) : []),
          ...jumpBetween(event.reading, to, event.laterJump),
        ]
          .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
          .slice(-keptJumps);
        if (Temporal.Instant.compare(event.reading.at, oldest.at) < 0)
          return { ...before!, jumps: jumped, oldest: event.reading, gaps: [...gapBetween(event.reading, oldest), ...gaps].slice(-keptGaps) };
        return {
          ...before!,
          jumps: jumped,
          gaps: gaps.flatMap((one) => (isWithin(one, event.reading.at) ? [...gapBetween(one.from, event.reading), ...gapBetween(event.reading, one.to)] : [one])).slice(-keptGaps),
        };
      }
    }
  },
});

export const counterOf = (signal: string): Id<'scada.counter'> => namedId('scada.counter', signal);

export const isWithin = ({ from, to }: Gap, at: Temporal.Instant) => Temporal.Instant.compare(from.at, at) < 0 && Temporal.Instant.compare(at, to.at) < 0;

function gapBetween(from: Reading, to: Reading): Gap[] {
  return to.at.epochMilliseconds - from.at.epochMilliseconds >= gapMs ? [{ from, to }] : [];
}

function jumpBetween({ value: from }: Reading, { at, value: to }: Reading, jump: Jump | undefined) {
  const kind = uncounted.find((one) => one === jump);
  return kind ? [{ at, kind, from, to }] : [];
}

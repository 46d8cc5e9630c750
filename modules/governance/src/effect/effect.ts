import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

/** What a change of the operating model promised of an indicator. */
const promise = z.object({
  /** The change that was to bring it. */
  change: z.string(),
  indicator: z.string(),
  place: z.string(),
  /** What it was thought to be, and what it is to become, in the indicator's unit: a higher number is a rise, a lower one a fall. */
  baseline: z.number(),
  aim: z.number(),
  /** Whoever brought the change into force: they answer for what comes of it. */
  owner: z.string(),
  since: instant(),
  until: instant(),
});
/** As it is said when the change comes into force: its end is a day of the plant. */
export const saidInForce = promise.omit({ until: true });

const facts = promise.extend({ id: id('governance.effect') });
/** An indicator over a time, in its unit, and of how many final values. */
export const measure = z.object({ value: z.number(), windows: z.number() });
const measures = { before: measure.optional(), after: measure.optional(), sentence: z.string() };
const judged = { judgedAt: instant(), ...measures };
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('expected') }),
  facts.extend({ state: z.literal('came'), ...judged }),
  facts.extend({ state: z.literal('missed'), ...judged }),
  /** There are no final values on one side, so nobody can say. */
  facts.extend({ state: z.literal('unjudged'), ...judged }),
]);
export type Effect = z.output<typeof states>;
export type Measure = z.output<typeof measure>;

// who hears of it acts for its owner, and need not load it
const told = { ...promise.pick({ change: true, indicator: true, place: true, owner: true }).shape, ...measures, at: instant() };

/** What a change of the operating model was to do to an indicator, and whether it did. */
export const effect = noun({
  address: 'governance.effect',
  title: 'Expected effect',
  states,
  lookups: ['change'],
  events: {
    expected: promise.shape,
    came: told,
    missed: told,
    unjudged: told,
  },
  evolve(before, event) {
    if (event.type === 'governance.effect.expected') {
      const { type: _, subject, ...rest } = event;
      return { ...rest, id: subject, state: 'expected' };
    }
    const { state: _, ...promised } = before as Extract<Effect, { state: 'expected' }>;
    const { type, before: was, after: is, sentence, at } = event;
    const state = ({ 'governance.effect.came': 'came', 'governance.effect.missed': 'missed', 'governance.effect.unjudged': 'unjudged' } as const)[type];
    return { ...promised, state, judgedAt: at, ...(was && { before: was }), ...(is && { after: is }), sentence };
  },
  place: (state) => state.place,
});

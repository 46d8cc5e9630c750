import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('governance.effect'),
  /** The change of the operating model that was to bring it. */
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
const measure = z.object({ value: z.number(), windows: z.number() });
const judged = { judgedAt: instant(), before: measure.optional(), after: measure.optional(), sentence: z.string() };
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('expected') }),
  facts.extend({ state: z.literal('came'), ...judged }),
  facts.extend({ state: z.literal('missed'), ...judged }),
  /** There are no final values on one side, so nobody can say. */
  facts.extend({ state: z.literal('unjudged'), ...judged }),
]);
export type Effect = z.output<typeof states>;
export type Measure = z.output<typeof measure>;

const said = {
  indicator: z.string(),
  place: z.string(),
  change: z.string(),
  owner: z.string(),
  before: measure.optional(),
  after: measure.optional(),
  sentence: z.string(),
  at: instant(),
};

/** What a change of the operating model was to do to an indicator, and whether it did. */
export const effect = noun({
  address: 'governance.effect',
  title: 'Expected effect',
  states,
  lookups: ['change'],
  events: {
    expected: {
      change: z.string(),
      indicator: z.string(),
      place: z.string(),
      baseline: z.number(),
      aim: z.number(),
      owner: z.string(),
      since: instant(),
      until: instant(),
    },
    came: said,
    missed: said,
    unjudged: said,
  },
  evolve(before, event) {
    if (event.type === 'governance.effect.expected') {
      const { type: _, subject, ...rest } = event;
      return { ...rest, id: subject, state: 'expected' };
    }
    const { id: subject, change, indicator, place, baseline, aim, owner, since, until } = before!;
    const { before: was, after: is, sentence, at } = event;
    const numbers = { ...(was && { before: was }), ...(is && { after: is }) };
    const state = ({ 'governance.effect.came': 'came', 'governance.effect.missed': 'missed', 'governance.effect.unjudged': 'unjudged' } as const)[event.type];
    return { id: subject, change, indicator, place, baseline, aim, owner, since, until, state, judgedAt: at, ...numbers, sentence };
  },
  place: (state) => state.place,
});

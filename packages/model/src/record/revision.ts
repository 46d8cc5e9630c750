import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const summary = z.object({ add: z.number(), change: z.number(), rename: z.number(), retire: z.number(), alike: z.number() });

/** The effect a change is expected to have on an indicator; the system says later whether it came. */
export const expectedEffect = z.object({ indicator: z.string(), at: z.string(), from: z.string(), to: z.string(), by: z.string() });

const states = z.discriminatedUnion('state', [
  z.object({ id: id('model.revision'), state: z.literal('applied'), plan: z.string(), fromHash: z.string(), toHash: z.string(), summary, appliedBy: z.string(), appliedAt: instant(), expects: expectedEffect.optional() }),
]);
export type ModelRevision = z.output<typeof states>;

/** One applied change of the operating model. */
export const revision = noun({
  address: 'model.revision',
  title: 'Model revision',
  numbering: { pattern: 'MR-{year}-{0000}', gapless: true },
  states,
  events: { applied: { plan: z.string(), fromHash: z.string(), toHash: z.string(), summary, by: z.string(), at: instant(), expects: expectedEffect.optional() } },
  evolve(_none, event) {
    const { type: _, subject, by, at, ...facts } = event;
    return { ...facts, id: subject, state: 'applied', appliedBy: by, appliedAt: at };
  },
});

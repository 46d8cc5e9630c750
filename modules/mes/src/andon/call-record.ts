import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('mes.call'),
  place: z.string(),
  about: z.enum(['maintenance', 'quality', 'material', 'team-leader', 'safety']),
  words: z.string().optional(),
  jobOrder: z.string().optional(),
  raisedBy: z.string(),
  raisedAt: instant(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('raised') }),
  facts.extend({ state: z.literal('answered'), answeredBy: z.string(), answeredAt: instant() }),
]);
export type Call = z.output<typeof states>;

/** A person on the floor asked for help (andon). Who must come, and by when, the ladder says. */
export const call = noun({
  address: 'mes.call',
  title: 'Call',
  states,
  events: {
    raised: { place: z.string(), about: facts.shape.about, words: z.string().optional(), jobOrder: z.string().optional(), by: z.string(), at: instant() },
    answered: { by: z.string(), at: instant() },
  },
  evolve(before, event) {
    if (event.type === 'mes.call.answered') return { ...before!, state: 'answered', answeredBy: event.by, answeredAt: event.at };
    const { type: _, subject, by, at, ...facts } = event;
    return { ...facts, id: subject, state: 'raised', raisedBy: by, raisedAt: at };
  },
});

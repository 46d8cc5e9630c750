import { id, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({ id: id('record.link'), fromNoun: z.string(), fromId: z.string(), toNoun: z.string(), toId: z.string(), relation: z.string() });
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('tied') }), facts.extend({ state: z.literal('removed') })]);
export type Link = z.output<typeof states>;

/** A tie between any two records. */
export const link = noun({
  address: 'record.link',
  title: 'Link',
  states,
  events: { tied: { fromNoun: z.string(), fromId: z.string(), toNoun: z.string(), toId: z.string(), relation: z.string() }, removed: {} },
  evolve(state, event) {
    if (event.type === 'record.link.removed') return { ...state!, state: 'removed' };
    const { type: _, subject, ...facts } = event;
    return { ...facts, id: subject, state: 'tied' };
  },
  of: (state) => [
    { noun: state.fromNoun, id: state.fromId },
    { noun: state.toNoun, id: state.toId },
  ],
});

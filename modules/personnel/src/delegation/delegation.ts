import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('personnel.delegation'),
  fromPerson: z.string(),
  toPerson: z.string(),
  role: z.string(),
  place: z.string().optional(),
  startsAt: instant(),
  endsAt: instant(),
  givenBy: z.string(),
  why: z.string(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('running') }), facts.extend({ state: z.literal('ended'), endedAt: instant() })]);
export type Delegation = z.output<typeof states>;

/** A role lent for a time, at most thirty days. It ends by itself, and with the right of the lender. The trail says in which role a thing was done, and whose role that was. */
export const delegation = noun({
  address: 'personnel.delegation',
  title: 'Delegation',
  states,
  events: {
    given: {
      fromPerson: z.string(),
      toPerson: z.string(),
      role: z.string(),
      place: z.string().optional(),
      startsAt: instant(),
      endsAt: instant(),
      by: z.string(),
      why: z.string(),
    },
    ended: { at: instant() },
  },
  evolve(state, event) {
    if (event.type === 'personnel.delegation.ended') return { ...state!, state: 'ended', endedAt: event.at };
    const { type: _, subject, by, ...facts } = event;
    return { ...facts, id: subject, state: 'running', givenBy: by };
  },
});

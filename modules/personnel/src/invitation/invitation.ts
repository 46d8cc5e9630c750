import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('personnel.invitation'),
  person: z.string(),
  /** SHA-256 of the code that the person gets; the code itself is nowhere kept. */
  codeHash: z.string(),
  issuedBy: z.string(),
  issuedAt: instant(),
  endsAt: instant(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('open') }),
  facts.extend({ state: z.literal('accepted'), acceptedAt: instant() }),
  facts.extend({ state: z.literal('withdrawn'), withdrawnAt: instant() }),
]);
export type Invitation = z.output<typeof states>;

/** A person's first way in, or a new one when the secret is forgotten: a code that is used once to choose a password and a PIN (21 CFR 11.300). */
export const invitation = noun({
  address: 'personnel.invitation',
  title: 'Invitation',
  lookups: ['person'],
  states,
  events: { issued: { person: z.string(), codeHash: z.string(), by: z.string(), at: instant(), endsAt: instant() }, accepted: { at: instant() }, withdrawn: { at: instant() } },
  evolve(state, event) {
    if (event.type === 'personnel.invitation.accepted') return { ...state!, state: 'accepted', acceptedAt: event.at };
    if (event.type === 'personnel.invitation.withdrawn') return { ...state!, state: 'withdrawn', withdrawnAt: event.at };
    const { type: _, subject, by, at, ...rest } = event;
    return { ...rest, id: subject, state: 'open', issuedBy: by, issuedAt: at };
  },
  place: () => undefined,
});

import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({ id: id('personnel.token'), name: z.string(), person: z.string(), tokenHash: z.string(), issuedBy: z.string(), issuedAt: instant(), endsAt: instant() });
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('valid') }), facts.extend({ state: z.literal('revoked'), revokedAt: instant() })]);
export type Token = z.output<typeof states>;

/** A machine's way in: it acts as a person of the model (an account for machines), never signs. */
export const token = noun({
  address: 'personnel.token',
  calledBy: 'name',
  title: 'Token',
  states,
  events: { issued: { name: z.string(), person: z.string(), tokenHash: z.string(), by: z.string(), at: instant(), endsAt: instant() }, revoked: { at: instant() } },
  evolve(state, event) {
    if (event.type === 'personnel.token.revoked') return { ...state!, state: 'revoked', revokedAt: event.at };
    const { type: _, subject, by, at, ...facts } = event;
    return { ...facts, id: subject, state: 'valid', issuedBy: by, issuedAt: at };
  },
});

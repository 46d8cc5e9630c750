import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { session } from './session.ts';

/** The session is over: signed out, switched to another person, idle too long, or revoked. */
export const end = command({
  address: 'personnel.session.end',
  summary: 'Sign out',
  input: z.object({ session: id('personnel.session'), how: z.enum(['signed out', 'switched', 'idle', 'too long', 'revoked', 'locked', 'wrong tries']).default('signed out') }),
  refusals: { 'ended-already': 'This session ended already.', 'not-yours': 'Only the person of a session, or the administrator of access, ends it.' },
  load: (input) => one(session, input.session),
  decide(state, input, act, { refuse }) {
    if (state.state === 'ended') throw refuse('ended-already');
    if (state.person !== act.by && act.role !== 'system' && !(act.roles ?? [act.role]).includes('administrator')) throw refuse('not-yours');
    return { type: 'personnel.session.ended', subject: state.id, at: act.at, how: input.how };
  },
});

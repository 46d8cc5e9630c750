import { command, nameText, one, some } from '@millrace/kernel';
import * as z from 'zod';
import { invitation } from '../invitation/invitation.ts';
import { allEnded, session } from '../session/session.ts';
import { credential } from './credential.ts';
import { credentialOf } from './id-of.ts';

/** Closes an account until somebody unlocks it: its person has left, or it is in other hands. Who is signed in by it is out at once, and an invitation that lies open is withdrawn (21 CFR 11.300(c)). */
export const lock = command({
  address: 'personnel.credential.lock',
  summary: 'Lock an account',
  needsReason: true,
  input: z.object({ person: nameText() }),
  refusals: {
    'locked-already': 'This account was locked by {by}, until it is unlocked.',
    'own-account': 'Someone else must lock your account. To end your sessions, sign out everywhere.',
  },
  load: (input) => ({
    credential: one(credential, credentialOf(input.person)),
    sessions: some(session, { person: input.person, state: 'open' }),
    invitations: some(invitation, { person: input.person }),
  }),
  decide({ credential: state, sessions, invitations }, { person }, act, { refuse }) {
    if (person === act.by) throw refuse('own-account');
    if (state.state === 'locked' && state.lockedBy !== undefined) throw refuse('locked-already', { by: state.lockedBy });
    return [
      { type: 'personnel.credential.locked' as const, subject: state.id, by: act.by },
      ...allEnded(sessions, act.at, 'locked'),
      ...invitations.filter((one) => one.state === 'open').map((one) => ({ type: 'personnel.invitation.withdrawn' as const, subject: one.id, at: act.at })),
    ];
  },
});

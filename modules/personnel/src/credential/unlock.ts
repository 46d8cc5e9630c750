import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { credential } from './credential.ts';

/** The administrator of access has spoken with the person and lets them try again. */
export const unlock = command({
  address: 'personnel.credential.unlock',
  summary: 'Unlock a locked account',
  needsReason: true,
  input: z.object({ credential: id('personnel.credential') }),
  refusals: { 'not-locked': 'This account is not locked.', 'own-account': 'Someone else must unlock your account.' },
  load: (input) => one(credential, input.credential),
  decide(state, _input, act, { refuse }) {
    if (state.state !== 'locked') throw refuse('not-locked');
    if (state.person === act.by) throw refuse('own-account');
    return { type: 'personnel.credential.unlocked', subject: state.id };
  },
});

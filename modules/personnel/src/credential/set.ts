import { command, id, known, some } from '@millrace/kernel';
import * as z from 'zod';
import { allEnded, session } from '../session/session.ts';
import { credential } from './credential.ts';

/** Gives a person the means to sign in. The door hashed the secrets; they never come here in clear. A session opened with an earlier one is over. */
export const set = command({
  address: 'personnel.credential.set',
  summary: 'Set password, PIN or badge of a person',
  caller: 'system',
  input: z.object({
    credential: id('personnel.credential'),
    person: z.string(),
    passwordHash: z.string().optional(),
    pinHash: z.string().optional(),
    badge: z.string().optional(),
    mustChange: z.boolean(),
    isDemo: z.boolean().optional(),
  }),
  load: (input) => ({ before: known(credential, [input.credential]), sessions: some(session, { person: input.person, state: 'open' }) }),
  decide({ sessions }, { credential: subject, ...facts }, act) {
    const isReplaced = facts.passwordHash !== undefined || facts.pinHash !== undefined;
    return [{ type: 'personnel.credential.set' as const, subject, ...facts, at: act.at }, ...(isReplaced ? allEnded(sessions, act.at, 'password replaced') : [])];
  },
});

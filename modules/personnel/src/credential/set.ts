import { command, id, known } from '@millrace/kernel';
import * as z from 'zod';
import { credential } from './credential.ts';

/** Gives a person the means to sign in. The door hashed the secrets; they never come here in clear. */
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
  load: (input) => known(credential, [input.credential]),
  decide(_before, { credential: subject, ...facts }, act) {
    return { type: 'personnel.credential.set', subject, ...facts, at: act.at };
  },
});

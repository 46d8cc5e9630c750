import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { session } from './session.ts';

/** A person has shown who they are: the door checked the secret, this keeps the session. */
export const open = command({
  address: 'personnel.session.open',
  summary: 'Sign in',
  caller: 'system',
  input: z.object({
    session: id('personnel.session'),
    person: z.string(),
    station: z.string(),
    tokenHash: z.string(),
    component: z.string(),
    lastsS: z.number().int().positive(),
    idleAfterS: z.number().int().positive(),
  }),
  load: (input) => fresh(session, input.session),
  decide(_none, { session: subject, lastsS, ...facts }, act) {
    return { type: 'personnel.session.opened', subject, ...facts, at: act.at, endsAt: act.at.add({ seconds: lastsS }) };
  },
});

import { command, id, nameText, some } from '@millrace/kernel';
import * as z from 'zod';
import { allEnded, session } from './session.ts';

/** Signs a person out wherever they are signed in: a device was left open, or lost. */
export const endAll = command({
  address: 'personnel.session.end-all',
  summary: 'Sign out everywhere',
  anywhere: true,
  input: z.object({
    person: nameText(),
    /** The session in front of the person, where that one goes on. */
    except: id('personnel.session').optional(),
  }),
  refusals: { 'not-yours': 'You sign out yourself. The administrator of access locks the account of {person}, which ends their sessions.' },
  load: (input) => some(session, { person: input.person, state: 'open' }),
  decide(open, { person, except }, act, { refuse }) {
    if (person !== act.by) throw refuse('not-yours', { person });
    return allEnded(
      open.filter((one) => one.id !== except),
      act.at,
      'signed out everywhere',
    );
  },
});

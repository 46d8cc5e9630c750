import { command, id, nameText, one, some } from '@millrace/kernel';
import * as z from 'zod';
import { chosenPassword, chosenPin, whyNotTheirs } from '../credential/chosen.ts';
import { credential } from '../credential/credential.ts';
import { credentialOf } from '../credential/id-of.ts';
import { allEnded, session } from '../session/session.ts';

/** A person replaces their own password, and their PIN where they name one. They prove the present password first, and are signed out everywhere else (21 CFR 11.300(b)). */
export const change = command({
  address: 'personnel.password.change',
  summary: 'Change your own password or PIN',
  anywhere: true,
  input: z.object({
    person: nameText(),
    isPresentRight: z.boolean(),
    passwordHash: z.string().max(400).optional(),
    pinHash: z.string().max(400).optional(),
    /** The session in front of the person: it goes on. */
    except: id('personnel.session').optional(),
  }),
  secrets: {
    isPresentRight: { proves: 'present' },
    passwordHash: { takes: 'password', as: chosenPassword.optional(), not: whyNotTheirs, kept: 'slowly' },
    pinHash: { takes: 'pin', as: chosenPin.optional(), kept: 'slowly' },
  },
  refusals: {
    'not-yours': 'You change your own password. The administrator of access invites {person} to choose a new one.',
    'wrong-present': 'That is not your present password. Try again; too many wrong tries lock the account for a while.',
    'nothing-new': 'Choose a new password, a new PIN, or both.',
  },
  load: (input) => ({ credential: one(credential, credentialOf(input.person)), sessions: some(session, { person: input.person, state: 'open' }) }),
  decide({ credential: state, sessions }, { person, isPresentRight, passwordHash, pinHash, except }, act, { refuse }) {
    if (person !== act.by) throw refuse('not-yours', { person });
    if (!isPresentRight) throw refuse('wrong-present');
    if (passwordHash === undefined && pinHash === undefined) throw refuse('nothing-new');
    const chosen = { ...(passwordHash !== undefined && { passwordHash }), ...(pinHash !== undefined && { pinHash }) };
    return [
      { type: 'personnel.credential.set' as const, subject: state.id, person, ...chosen, mustChange: false, ...(state.isDemo && { isDemo: true }), at: act.at },
      ...allEnded(
        sessions.filter((one) => one.id !== except),
        act.at,
        'password replaced',
      ),
    ];
  },
});

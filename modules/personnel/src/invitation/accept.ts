import { command, dayAt, id, known, one, some } from '@millrace/kernel';
import * as z from 'zod';
import { credential } from '../credential/credential.ts';
import { allEnded, session } from '../session/session.ts';
import { invitation } from './invitation.ts';

/** The person came with the code and chose their secrets, which are all they have from now on: an earlier PIN or badge opens nothing, and a session opened with one is over. The door hashed them; they never come here in clear. */
export const accept = command({
  address: 'personnel.invitation.accept',
  summary: 'Choose a password by invitation',
  caller: 'system',
  input: z.object({ invitation: id('personnel.invitation'), person: z.string(), credential: id('personnel.credential'), passwordHash: z.string(), pinHash: z.string().optional() }),
  refusals: { 'not-open': 'This invitation was used or withdrawn. Ask for a new one.', 'too-late': 'This invitation ended on {date}. Ask for a new one.' },
  load: (input) => ({
    invitation: one(invitation, input.invitation),
    credential: known(credential, [input.credential]),
    sessions: some(session, { person: input.person, state: 'open' }),
  }),
  decide({ invitation: state, sessions }, { person, credential: subject, passwordHash, pinHash }, act, { refuse }) {
    if (state.state !== 'open' || state.person !== person) throw refuse('not-open');
    if (Temporal.Instant.compare(state.endsAt, act.at) <= 0) throw refuse('too-late', { date: dayAt(state.endsAt, act.timeZone).toString() });
    return [
      { type: 'personnel.invitation.accepted' as const, subject: state.id, at: act.at },
      {
        type: 'personnel.credential.set' as const,
        subject,
        person: state.person,
        passwordHash,
        ...(pinHash !== undefined && { pinHash }),
        mustChange: false,
        isAnew: true,
        at: act.at,
      },
      ...allEnded(sessions, act.at, 'password replaced'),
    ];
  },
});

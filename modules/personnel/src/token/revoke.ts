import { command, dayAt, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { token } from './token.ts';

/** The token is lost or no longer needed: it is dead everywhere from now on (21 CFR 11.300(c)). */
export const revoke = command({
  address: 'personnel.token.revoke',
  summary: 'Revoke a token',
  input: z.object({ token: id('personnel.token') }),
  refusals: { 'revoked-already': 'This token was revoked on {date}.' },
  load: (input) => one(token, input.token),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'revoked') throw refuse('revoked-already', { date: dayAt(state.revokedAt, act.timeZone).toString() });
    return { type: 'personnel.token.revoked', subject: state.id, at: act.at };
  },
});

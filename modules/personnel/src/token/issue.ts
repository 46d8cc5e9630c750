import { command, fresh, id, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { token } from './token.ts';

/** Lets a machine in. The token is shown once, by the door that made it; only its hash is kept. */
export const issue = command({
  address: 'personnel.token.issue',
  summary: 'Issue a token for a machine',
  needsReason: true,
  input: z.object({
    token: id('personnel.token'),
    name: z.string().trim().min(3).max(80),
    person: nameText(),
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'Give the SHA-256 of the token in hex; the token itself is not kept.' }),
    days: z.number().int().min(1).max(400),
  }),
  load: (input) => fresh(token, input.token),
  decide(_none, { token: subject, days, ...facts }, act) {
    return { type: 'personnel.token.issued', subject, ...facts, by: act.by, at: act.at, endsAt: act.at.add({ hours: 24 * days }) };
  },
});

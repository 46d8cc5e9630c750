import { command, fresh, id, known, nameText } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { token } from './token.ts';

/** Lets a machine in, under an account of its own. The door makes the token and tells it once; only its hash is kept. */
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
  secrets: { tokenHash: { makes: 'bearer' } },
  refusals: {
    'no-such-person': '{person} does not work here. Add the account of the machine to the model first, with the role it needs.',
    'a-persons-account':
      '{person} is the account of a person, and nobody acts in their name by a token. Add an account for the machine to the model (`machine: true`), with the role it needs; then issue the token to that one.',
  },
  load: (input) => ({
    token: fresh(token, input.token),
    person: known(modelObject, [objectId('personnel.person', input.person)]),
  }),
  decide({ person: [person] }, { token: subject, days, ...facts }, act, { refuse }) {
    if (person?.state !== 'current') throw refuse('no-such-person', { person: facts.person });
    // else whoever issues tokens is whom they like: the administrator, who invites; the one who releases
    if (person.fields.machine !== true) throw refuse('a-persons-account', { person: facts.person });
    return { type: 'personnel.token.issued', subject, ...facts, by: act.by, at: act.at, endsAt: act.at.add({ hours: 24 * days }) };
  },
});

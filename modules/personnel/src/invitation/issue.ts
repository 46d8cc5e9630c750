import { command, fresh, id, known, nameText, some } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { invitation } from './invitation.ts';

/** Lets a person choose their password and PIN. An earlier invitation of the same person is withdrawn by it. */
export const issue = command({
  address: 'personnel.invitation.issue',
  summary: 'Invite a person to choose a password',
  needsReason: true,
  input: z.object({
    invitation: id('personnel.invitation'),
    person: nameText(),
    codeHash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'Give the SHA-256 of the code in hex; the code itself is not kept.' }),
    hours: z.number().int().min(1).max(168).default(72),
  }),
  secrets: { codeHash: { makes: 'code' } },
  refusals: {
    'no-such-person': '{person} does not work here. Add the person to the model first.',
    'a-machines-account': '{person} is the account of a machine: nobody signs in with it. Issue it a token under Flows, Tokens; a token that is lost is revoked there.',
  },
  load: (input) => ({
    invitation: fresh(invitation, input.invitation),
    before: some(invitation, { person: input.person }),
    person: known(modelObject, [objectId('personnel.person', input.person)]),
  }),
  decide({ before, person: [person] }, { invitation: subject, hours, ...facts }, act, { refuse }) {
    if (person?.state !== 'current') throw refuse('no-such-person', { person: facts.person });
    if (person.fields.machine === true) throw refuse('a-machines-account', { person: facts.person });
    return [
      ...before.filter((one) => one.state === 'open').map((one) => ({ type: 'personnel.invitation.withdrawn' as const, subject: one.id, at: act.at })),
      { type: 'personnel.invitation.issued' as const, subject, ...facts, by: act.by, at: act.at, endsAt: act.at.add({ hours }) },
    ];
  },
});

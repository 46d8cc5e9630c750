import { command, known, nameText, some } from '@millrace/kernel';
import * as z from 'zod';
import { credential } from '../credential/credential.ts';
import { credentialOf } from '../credential/id-of.ts';
import { badge, badgeOf } from './badge.ts';

/** Hands a card to a person. A card they had before opens nothing from now on. */
export const give = command({
  address: 'personnel.badge.give',
  summary: 'Give a person a badge',
  input: z.object({ person: nameText(), numberHash: z.string().min(1).max(200) }),
  secrets: { numberHash: { takes: 'number', as: z.string({ error: 'Hold the badge to the reader, or type its number.' }).trim().min(4).max(80), kept: 'findably' } },
  refusals: {
    'held-already': 'This badge is {person}’s. Withdraw it there first.',
    'no-way-in': '{person} has no password and PIN yet. Invite the person first; then give the badge.',
  },
  load: (input) => ({
    badge: known(badge, [badgeOf(input.numberHash)]),
    before: some(badge, { person: input.person, state: 'given' }),
    credential: known(credential, [credentialOf(input.person)]),
  }),
  decide({ badge: [card], before, credential: [account] }, { person, numberHash }, act, { refuse }) {
    if (account === undefined) throw refuse('no-way-in', { person });
    if (card?.state === 'given') throw refuse('held-already', { person: card.person });
    return [
      ...before.map((one) => ({ type: 'personnel.badge.withdrawn' as const, subject: one.id, by: act.by, at: act.at })),
      { type: 'personnel.badge.given' as const, subject: badgeOf(numberHash), person, numberHash, by: act.by, at: act.at },
    ];
  },
});

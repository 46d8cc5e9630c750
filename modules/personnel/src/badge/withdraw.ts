import { command, nameText, some } from '@millrace/kernel';
import * as z from 'zod';
import { allEnded, session } from '../session/session.ts';
import { badge } from './badge.ts';

/** The card is lost, broken or given back: it opens nothing from now on, and a session that it opened is over. */
export const withdraw = command({
  address: 'personnel.badge.withdraw',
  summary: 'Withdraw the badge of a person',
  needsReason: true,
  input: z.object({ person: nameText() }),
  refusals: { 'no-badge': '{person} holds no badge.' },
  load: (input) => ({ held: some(badge, { person: input.person, state: 'given' }), sessions: some(session, { person: input.person, state: 'open' }) }),
  decide({ held, sessions }, { person }, act, { refuse }) {
    if (held.length === 0) throw refuse('no-badge', { person });
    const byBadge = sessions.filter((one) => one.component.startsWith('badge'));
    return [...held.map((one) => ({ type: 'personnel.badge.withdrawn' as const, subject: one.id, by: act.by, at: act.at })), ...allEnded(byBadge, act.at, 'badge withdrawn')];
  },
});

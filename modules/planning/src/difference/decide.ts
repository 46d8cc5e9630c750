import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { difference } from './difference.ts';

/** A person says which holds: what the other system wants now, or what was begun. */
export const decide = command({
  address: 'planning.difference.decide',
  summary: 'Decide whether a begun order follows its changed request',
  signs: 'I decided this difference',
  input: z.object({ difference: id('planning.difference'), decision: z.enum(['apply', 'keep']), why: z.string().trim().min(1).max(400) }),
  refusals: {
    'decided-already': '{by} decided it already: {decision}.',
    superseded: 'A newer message of {system} replaced it. Look at the open one of {order}.',
    'cannot-apply': 'Begun work does not change its material, lot or place. Keep it, or abort the order by hand.',
  },
  load: (input) => one(difference, input.difference),
  decide(state, input, act, { refuse }) {
    if (state.state === 'decided') throw refuse('decided-already', { by: state.decidedBy, decision: state.decision });
    if (state.state === 'superseded') throw refuse('superseded', { system: state.system, order: state.externalId });
    if (input.decision === 'apply' && state.items.some((item) => item.what === 'changed')) throw refuse('cannot-apply');
    return { type: 'planning.difference.decided', subject: state.id, decision: input.decision, why: input.why, items: state.items, by: act.by, at: act.at };
  },
});

import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { action } from './action.ts';

/** Somebody other than its owner has seen that it helped. */
export const verify = command({
  address: 'governance.action.verify',
  summary: 'Verify that an action helped',
  input: z.object({ action: id('governance.action'), effect: z.string().trim().min(3).max(4000).meta({ title: 'What shows that it helped' }) }),
  refusals: {
    'not-done': 'This action is {state}. It is verified once its owner has said that it is done.',
    'own-action': 'Somebody else must verify an action you own or did yourself.',
  },
  load: (input) => one(action, input.action),
  decide(state, input, act, { refuse }) {
    if (state.state !== 'done') throw refuse('not-done', { state: state.state });
    if (state.owner === act.by || state.doneBy === act.by) throw refuse('own-action');
    return { type: 'governance.action.verified', subject: state.id, effect: input.effect, by: act.by, at: act.at };
  },
});

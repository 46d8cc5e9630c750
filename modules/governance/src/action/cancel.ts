import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { action, isOpen } from './action.ts';

/** It is no longer needed; the reason stays. */
export const cancel = command({
  address: 'governance.action.cancel',
  summary: 'Drop an action that is no longer needed',
  input: z.object({ action: id('governance.action'), why: z.string().trim().min(3).max(1000).meta({ title: 'Why it is no longer needed' }) }),
  refusals: {
    'not-open': 'This action is {state}; only one that is still to be done is dropped.',
    'own-action': 'Somebody else must drop an action you own.',
  },
  load: (input) => one(action, input.action),
  decide(state, input, act, { refuse }) {
    if (!isOpen(state)) throw refuse('not-open', { state: state.state });
    if (state.owner === act.by) throw refuse('own-action');
    return { type: 'governance.action.cancelled', subject: state.id, why: input.why, by: act.by, at: act.at };
  },
});

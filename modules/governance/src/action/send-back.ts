import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { action } from './action.ts';

/** It did not help, or is not done: it goes back to its owner. */
export const sendBack = command({
  address: 'governance.action.send-back',
  summary: 'Send an action back to its owner',
  input: z.object({ action: id('governance.action'), why: z.string().trim().min(3).max(1000).meta({ title: 'What is missing' }) }),
  refusals: {
    'not-done': 'This action is {state}; only a done one is sent back.',
    'own-action': 'Somebody else must judge an action you own or did yourself.',
  },
  load: (input) => one(action, input.action),
  decide(state, input, act, { refuse }) {
    if (state.state !== 'done') throw refuse('not-done', { state: state.state });
    if (state.owner === act.by || state.doneBy === act.by) throw refuse('own-action');
    return { type: 'governance.action.sent-back', subject: state.id, why: input.why, title: state.title, place: state.place, due: state.due, by: act.by, at: act.at };
  },
});

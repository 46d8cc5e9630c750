import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { action, isOpen } from './action.ts';

/** Its owner says that it is done, and what came of it. Somebody else will look whether it helped. */
export const complete = command({
  address: 'governance.action.complete',
  summary: 'Say that an action is done',
  input: z.object({ action: id('governance.action'), result: z.string().trim().min(3).max(4000).meta({ title: 'What was done' }) }),
  refusals: { 'not-open': 'This action is {state}; there is nothing left to do.' },
  rules: { 'not-yours': '{owner} owns this action. Ask for it to be handed to you first.' },
  load: (input) => one(action, input.action),
  decide(state, input, act, { refuse, rule }) {
    if (!isOpen(state)) throw refuse('not-open', { state: state.state });
    rule('not-yours', state.owner !== act.by, { owner: state.owner });
    return { type: 'governance.action.completed', subject: state.id, result: input.result, by: act.by, at: act.at };
  },
});

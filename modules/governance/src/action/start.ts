import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { action } from './action.ts';

/** Its owner begins. */
export const start = command({
  address: 'governance.action.start',
  summary: 'Start an action',
  input: z.object({ action: id('governance.action') }),
  refusals: { 'not-open': 'This action is {state}; only an open one is started.' },
  rules: { 'not-yours': '{owner} owns this action. Ask for it to be handed to you first.' },
  load: (input) => one(action, input.action),
  decide(state, _input, act, { refuse, rule }) {
    if (state.state !== 'open') throw refuse('not-open', { state: state.state });
    rule('not-yours', state.owner !== act.by, { owner: state.owner });
    return { type: 'governance.action.started', subject: state.id, at: act.at };
  },
});

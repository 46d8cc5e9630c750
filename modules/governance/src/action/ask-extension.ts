import { command, id, instant, one } from '@millrace/kernel';
import * as z from 'zod';
import { action, isOpen } from './action.ts';

/** Its owner asks for more time, and says why. Until somebody else allows it, the clock runs to the old due date. */
export const askExtension = command({
  address: 'governance.action.ask-extension',
  summary: 'Ask for a later due date',
  input: z.object({ action: id('governance.action'), to: instant(), why: z.string().trim().min(3).max(1000).meta({ title: 'Why more time is needed' }) }),
  refusals: {
    'not-open': 'This action is {state}; its due date no longer matters.',
    'asked-already': 'A later date was asked for already and waits for an answer.',
    'not-later': 'Ask for a date later than the present one.',
  },
  rules: { 'not-yours': '{owner} owns this action and asks for its extension.' },
  load: (input) => one(action, input.action),
  decide(state, input, act, { refuse, rule }) {
    if (!isOpen(state)) throw refuse('not-open', { state: state.state });
    if (state.asked) throw refuse('asked-already');
    if (Temporal.Instant.compare(input.to, state.due) <= 0) throw refuse('not-later');
    rule('not-yours', state.owner !== act.by, { owner: state.owner });
    return { type: 'governance.action.extension-asked', subject: state.id, to: input.to, reason: input.why, by: act.by, at: act.at };
  },
});

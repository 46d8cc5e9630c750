import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { message } from './message.ts';

/** A dead letter is read, or sent, once more as it is: what stood in its way has been settled. */
export const replay = command({
  address: 'integration.message.replay',
  summary: 'Replay a dead letter',
  input: z.object({ message: id('integration.message') }),
  refusals: { 'not-dead': 'Only a dead letter is replayed; this message is {state}.' },
  load: (input) => one(message, input.message),
  decide(state, _input, act, { refuse }) {
    if (state.state !== 'refused' && state.state !== 'not-sent') throw refuse('not-dead', { state: state.state });
    return { type: 'integration.message.replayed', subject: state.id, at: act.at };
  },
});

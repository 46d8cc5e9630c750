import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { refusal } from './facts.ts';
import { message } from './message.ts';

/** A message could not be sent as it is; trying again would not help. It waits as a dead letter. */
export const fail = command({
  address: 'integration.message.fail',
  summary: 'Note that a message could not be sent',
  caller: 'system',
  input: z.object({ message: id('integration.message'), ...refusal }),
  refusals: { 'not-to-send': 'This message was not to be sent; it is {state}.' },
  load: (input) => one(message, input.message),
  decide(state, { message: subject, ...given }, _act, { refuse }) {
    if (state.state !== 'to-send') throw refuse('not-to-send', { state: state.state });
    return { type: 'integration.message.failed', subject, ...given };
  },
});

import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { message } from './message.ts';

/** A dead letter is given up, with a reason. It stays readable. */
export const discard = command({
  address: 'integration.message.discard',
  summary: 'Discard a dead letter',
  input: z.object({ message: id('integration.message'), why: z.string().trim().min(1).max(400) }),
  refusals: { 'not-dead': 'Only a dead letter is discarded; this message is {state}.' },
  load: (input) => one(message, input.message),
  decide(state, input, _act, { refuse }) {
    if (state.state !== 'refused' && state.state !== 'not-sent') throw refuse('not-dead', { state: state.state });
    return { type: 'integration.message.discarded', subject: state.id, why: input.why };
  },
});

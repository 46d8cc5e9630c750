import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { carried } from './facts.ts';
import { message } from './message.ts';

/** A message went out: it lies where the other system takes it, and here as it was sent. */
export const confirm = command({
  address: 'integration.message.confirm',
  summary: 'Note that a message was sent',
  caller: 'system',
  input: z.object({
    message: id('integration.message'),
    messageId: z.string(),
    contentHash: z.string(),
    noun: z.string(),
    dialect: z.string(),
    name: carried.name,
    size: carried.size,
    raw: carried.raw,
    file: carried.file,
  }),
  refusals: { 'not-to-send': 'This message was not to be sent; it is {state}.' },
  load: (input) => one(message, input.message),
  decide(state, { message: subject, ...given }, act, { refuse }) {
    if (state.state !== 'to-send') throw refuse('not-to-send', { state: state.state });
    return { type: 'integration.message.sent', subject, ...given, at: act.at };
  },
});

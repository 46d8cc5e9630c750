import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { carriedFrom, handedIn, messageTypes } from './handed-in.ts';
import { message } from './message.ts';

/** Someone hands a message in, as text or as the file it is: it is kept as it is, then read like one that came by its own way. */
export const send = command({
  address: 'integration.message.send',
  summary: 'Hand in a message of another system',
  content: { into: 'content', names: 'message', types: messageTypes },
  input: z.object({
    message: id('integration.message'),
    ...handedIn,
    /** System it speaks for; found by the sender named inside when absent. */
    system: z.string().min(1).max(80).default('unknown'),
    name: z.string().trim().min(1).max(260).default('by hand'),
  }),
  refusals: { empty: 'There is no message in it. Send its text, or the file itself as the body.' },
  load: (input) => fresh(message, input.message),
  decide(_none, { message: subject, text, content, system, name }, act, { refuse }) {
    const carried = carriedFrom({ text, content });
    if (!carried || carried.size === 0) throw refuse('empty');
    return { type: 'integration.message.arrived', subject, direction: 'in' as const, system, name, ...carried, by: act.by, at: act.at };
  },
});

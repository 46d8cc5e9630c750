import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { mostText } from './facts.ts';
import { message } from './message.ts';

/** Someone hands a message in as text: it is kept as it is, then read like one that came by its own way. */
export const send = command({
  address: 'integration.message.send',
  summary: 'Hand in a message of another system',
  input: z.object({
    message: id('integration.message'),
    text: z.string().min(1).max(mostText),
    /** System it speaks for; found by the sender named inside when absent. */
    system: z.string().min(1).max(80).default('unknown'),
    name: z.string().trim().min(1).max(260).default('by hand'),
  }),
  load: (input) => fresh(message, input.message),
  decide(_none, { message: subject, text, system, name }, act) {
    return { type: 'integration.message.arrived', subject, direction: 'in' as const, system, name, size: text.length, raw: text, by: act.by, at: act.at };
  },
});

import { command, id, known } from '@millrace/kernel';
import * as z from 'zod';
import { part } from './facts.ts';
import { message } from './message.ts';

/** What became of one order of a message. */
export const settle = command({
  address: 'integration.message.settle',
  summary: 'Note what became of an order of a message',
  caller: 'system',
  input: z.object({ message: id('integration.message'), externalId: z.string(), outcome: part.shape.outcome, sentence: z.string().max(2000).optional() }),
  load: (input) => known(message, [input.message]),
  decide([state], { message: subject, ...outcome }) {
    // a request that no message of ours told has nobody to be told back
    const before = state?.parts.find((one) => one.externalId === outcome.externalId);
    if (!state || !before || !['received', 'accepted', 'partly-accepted'].includes(state.state)) return [];
    // the same order told again in the same message: what was taken stays taken
    if (outcome.outcome === 'unchanged' && before.outcome !== 'waiting') return [];
    return [{ type: 'integration.message.settled' as const, subject, ...outcome }];
  },
});

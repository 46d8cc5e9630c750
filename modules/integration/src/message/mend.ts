import { command, fresh, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { carriedFrom, handedIn, messageTypes } from './handed-in.ts';
import { message } from './message.ts';

/** A dead letter is corrected by a person: the corrected text is a message of its own, the old one stays as it came. */
export const mend = command({
  address: 'integration.message.mend',
  summary: 'Mend a message that was refused and read it again',
  content: { into: 'content', names: 'mended', types: messageTypes },
  input: z.object({ message: id('integration.message'), mended: id('integration.message'), ...handedIn, why: z.string().trim().min(1).max(400) }),
  refusals: {
    empty: 'There is no message in it. Send the mended text, or the mended file itself as the body.',
    'not-dead': 'Only a message that was refused, or taken in part, is mended; this one is {state}.',
    'goes-out': 'What goes out is not mended here. Correct the record it speaks of, then replay it.',
  },
  load: (input) => ({ message: one(message, input.message), mended: fresh(message, input.mended) }),
  decide({ message: state }, input, act, { refuse }) {
    if (state.direction === 'out') throw refuse('goes-out');
    if (state.state !== 'refused' && state.state !== 'partly-accepted') throw refuse('not-dead', { state: state.state });
    const carried = carriedFrom(input);
    if (!carried || carried.size === 0) throw refuse('empty');
    const { system, flow, name } = state;
    return [
      { type: 'integration.message.mended' as const, subject: state.id, mendedBy: input.mended as string, why: input.why },
      {
        type: 'integration.message.arrived' as const,
        subject: input.mended,
        direction: 'in' as const,
        system,
        ...(flow !== undefined && { flow }),
        name,
        ...carried,
        by: act.by as string,
        at: act.at,
      },
    ];
  },
});

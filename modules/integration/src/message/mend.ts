import { command, fresh, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { mostText } from './facts.ts';
import { message } from './message.ts';

/** A dead letter is corrected by a person: the corrected text is a message of its own, the old one stays as it came. */
export const mend = command({
  address: 'integration.message.mend',
  summary: 'Mend a message that was refused and read it again',
  input: z.object({ message: id('integration.message'), mended: id('integration.message'), text: z.string().min(1).max(mostText), why: z.string().trim().min(1).max(400) }),
  refusals: {
    'not-dead': 'Only a message that was refused, or taken in part, is mended; this one is {state}.',
    'goes-out': 'What goes out is not mended here. Correct the record it speaks of, then replay it.',
  },
  load: (input) => ({ message: one(message, input.message), mended: fresh(message, input.mended) }),
  decide({ message: state }, input, act, { refuse }) {
    if (state.direction === 'out') throw refuse('goes-out');
    if (state.state !== 'refused' && state.state !== 'partly-accepted') throw refuse('not-dead', { state: state.state });
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
        size: input.text.length,
        raw: input.text,
        by: act.by as string,
        at: act.at,
      },
    ];
  },
});

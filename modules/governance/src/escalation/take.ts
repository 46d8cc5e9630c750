import { command, some, type EventIn } from '@millrace/kernel';
import * as z from 'zod';
import { takenEarly } from './accept.ts';
import { escalation, live } from './escalation.ts';
import { starts } from './ladder.ts';

type Event = EventIn<typeof escalation>;

/** Somebody took a call where it came from, such as at the terminal, or settled it there; the escalation need not be accepted again. */
export const take = command({
  address: 'governance.escalation.take',
  summary: 'Keep that an escalation was taken or settled where it came from',
  is: 'report',
  caller: 'system',
  input: z.object({
    on: starts,
    cause: z.string(),
    by: z.string(),
    /** What was decided there; absent while it was only taken. */
    did: z.string().max(2000).optional(),
    /** With that the cause is over as well. */
    isOver: z.boolean().default(false),
  }),
  load: (input) => some(escalation, { causeId: input.cause, state: [...live] }),
  decide(found, { on, by, did, isOver }, act) {
    return found
      .filter((one) => one.on === on)
      .flatMap((one): Event[] => {
        const at = act.at;
        // without its cause: who took it there knows, and need not be told
        const taken: Event[] =
          one.state === 'raised'
            ? [{ type: 'governance.escalation.accepted', subject: one.id, role: one.ladder.steps[Math.max(0, one.step)]!.role, ...takenEarly(one), by, at }]
            : [];
        if (did === undefined || one.state === 'answered') return taken;
        const answered: Event = {
          type: 'governance.escalation.answered',
          subject: one.id,
          causeNoun: one.causeNoun,
          causeId: one.causeId,
          isCauseOver: isOver || one.endedAt !== undefined,
          did,
          by,
          at,
        };
        return isOver || one.endedAt ? [...taken, answered, { type: 'governance.escalation.closed', subject: one.id, by, at }] : [...taken, answered];
      });
  },
});

import { command, instant, some, type EventIn } from '@millrace/kernel';
import * as z from 'zod';
import { escalation, live, type Escalation } from './escalation.ts';
import { starts } from './ladder.ts';

/**
 * The cause is over: the machine runs, the call was answered, the action is done.
 * What nobody accepted is withdrawn and kept; what was accepted still asks for its answer; what was answered is closed.
 */
export const end = command({
  address: 'governance.escalation.end',
  summary: 'Keep that the cause of escalations is over',
  is: 'report',
  caller: 'system',
  input: z.object({
    on: starts,
    /** By its cause, or all of this sort at a place. */
    cause: z.string().optional(),
    place: z.string().optional(),
    at: instant(),
  }),
  load: (input) => some(escalation, input.cause === undefined ? { place: input.place ?? '', state: [...live] } : { causeId: input.cause }),
  decide(found, input, act) {
    return found
      .filter((one) => one.on === input.on && isBefore(one, input.at))
      .flatMap((one): EventIn<typeof escalation>[] => {
        if (one.state === 'raised') return [{ type: 'governance.escalation.withdrawn' as const, subject: one.id, at: input.at }];
        if (one.state === 'accepted' && !one.endedAt) return [{ type: 'governance.escalation.ended' as const, subject: one.id, at: input.at }];
        if (one.state === 'answered') return [{ type: 'governance.escalation.closed' as const, subject: one.id, by: act.by, at: input.at }];
        return [];
      });
  },
});

/** What was heard late ends nothing that began after it: a machine that stands again is not running because it ran before. */
function isBefore(one: Escalation, at: Temporal.Instant): boolean {
  return [one.since, ...one.also.map((other) => other.at)].every((began) => Temporal.Instant.compare(began, at) <= 0);
}

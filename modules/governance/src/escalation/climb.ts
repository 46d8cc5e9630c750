import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { escalation } from './escalation.ts';
import { climbFrom } from './ladder.ts';

/** The clock ran out: the next step of the ladder is called. Whoever was called before is still meant. */
export const climb = command({
  address: 'governance.escalation.climb',
  summary: 'Call the next step of the ladder',
  is: 'report',
  caller: 'system',
  input: z.object({ escalation: id('governance.escalation'), from: z.number().int() }),
  load: (input) => one(escalation, input.escalation),
  decide(state, input, act) {
    if ((state.state !== 'raised' && state.state !== 'accepted') || state.step !== input.from) return [];
    // the cause is over and somebody has it: nobody else is woken for a machine that runs
    if (state.endedAt) return [];
    const step = state.step + 1;
    const next = state.ladder.steps[step];
    if (!next) return [];
    const because = state.step < 0 ? ('first-due' as const) : state.state === 'accepted' ? ('not-answered' as const) : ('not-accepted' as const);
    return [
      {
        type: 'governance.escalation.climbed' as const,
        subject: state.id,
        step,
        role: next.role,
        because,
        at: act.at,
        clock: state.ladder.clock,
        place: state.place,
        ...climbFrom(state.ladder, step),
      },
    ];
  },
});

import { command, id, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { openCheck } from '../step/order-of-steps.ts';
import { execution } from './execution.ts';

/** The job goes on: each check has the time again that was left when it stopped. */
export const startClock = command({
  address: 'mes.execution.start-clock',
  summary: 'Let the checks of a job run again',
  is: 'report',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), at: instant() }),
  load: (input) => known(execution, [input.execution]),
  decide([state], { at }) {
    if (!state || state.state === 'done' || state.clockStoppedAt === undefined) return [];
    const { place, jobOrder } = state;
    const planned = state.steps.flatMap((step) => {
      const check = openCheck(step);
      if (!check) return [];
      // what was overdue when the job stopped is due at once
      const dueAt = at.add({ milliseconds: Math.round(Math.max(0, check.leftS ?? 0) * 1000) });
      return [{ type: 'mes.execution.check-planned' as const, subject: state.id, step: step.id, title: step.title, check: check.n, place, jobOrder, dueAt }];
    });
    return [{ type: 'mes.execution.clock-started' as const, subject: state.id, at }, ...planned];
  },
});

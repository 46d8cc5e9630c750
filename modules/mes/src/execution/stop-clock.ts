import { command, id, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { openCheck } from '../step/order-of-steps.ts';
import { execution } from './execution.ts';

/** The job stands or is over: the times of its checks wait for it, with what was left of them. */
export const stopClock = command({
  address: 'mes.execution.stop-clock',
  summary: 'Let the checks of a standing job wait',
  is: 'report',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), at: instant() }),
  // a job without a work master has no steps
  load: (input) => known(execution, [input.execution]),
  decide([state], { at }) {
    if (!state || state.state === 'done' || state.clockStoppedAt !== undefined) return [];
    const suspended = state.steps.flatMap((step) => {
      const check = openCheck(step);
      return check ? [{ type: 'mes.execution.check-suspended' as const, subject: state.id, step: step.id, check: check.n, leftS: at.until(check.dueAt).total('seconds') }] : [];
    });
    return [{ type: 'mes.execution.clock-stopped' as const, subject: state.id, at }, ...suspended];
  },
});

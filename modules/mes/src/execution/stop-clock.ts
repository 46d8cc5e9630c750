import { command, id, instant, known } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import * as z from 'zod';
import { openCheck } from '../step/order-of-steps.ts';
import { evolveExecution } from './evolve.ts';
import { execution, type Execution } from './execution.ts';
import { executionOf } from './id-of.ts';
import { clockStarted } from './start-clock.ts';

/** The job stands or is over: the times of its checks wait for it, with what was left of them. */
export const stopClock = command({
  address: 'mes.execution.stop-clock',
  summary: 'Let the checks of a standing job wait',
  is: 'report',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order'), at: instant() }),
  // a job without a work master has no steps
  load: (input) => ({ executions: known(execution, [executionOf(input.jobOrder)]), orders: known(jobOrder, [input.jobOrder]) }),
  decide({ executions: [state], orders: [order] }, { at }) {
    if (!state || state.state === 'done' || state.clockStoppedAt !== undefined) return [];
    const suspended = state.steps.flatMap((step) => {
      const check = openCheck(step);
      // the time of a blocked step waits already
      return check && check.leftS === undefined
        ? [{ type: 'mes.execution.check-suspended' as const, subject: state.id, step: step.id, check: check.n, leftS: at.until(check.dueAt).total('seconds') }]
        : [];
    });
    const stopped = [{ type: 'mes.execution.clock-stopped' as const, subject: state.id, at }, ...suspended];
    if (order?.state !== 'running') return stopped;
    // heard late, the job goes on already: the checks get its pause back at once, whether or not its start was heard before
    return [...stopped, ...clockStarted(stopped.reduce<Execution>(evolveExecution, state), order.runningSince)];
  },
});

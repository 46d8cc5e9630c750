import { command, id, instant, known, type EventIn } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import * as z from 'zod';
import { hasTimeAgain, isBlockedAt } from '../step/check-waits.ts';
import { execution, type Execution } from './execution.ts';
import { executionOf } from './id-of.ts';

/** The job goes on: each check has the time again that was left when it stopped. */
export const startClock = command({
  address: 'mes.execution.start-clock',
  summary: 'Let the checks of a job run again',
  is: 'report',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order'), at: instant() }),
  load: (input) => ({ executions: known(execution, [executionOf(input.jobOrder)]), orders: known(jobOrder, [input.jobOrder]) }),
  decide({ executions: [state], orders: [order] }, { at }) {
    if (!state || state.state === 'done' || state.clockStoppedAt === undefined) return [];
    // it stands again already: the start that follows that is the one that counts
    if (order?.state !== 'running') return [];
    return clockStarted(state, at);
  },
});

/** The clock goes on, and each check gets back what was left of its time; that of a blocked step waits for its decision. */
export function clockStarted(state: Execution, at: Temporal.Instant): EventIn<typeof execution>[] {
  const planned = state.steps.flatMap((step) => (isBlockedAt(state, step.id) ? [] : hasTimeAgain(state, step, at)));
  return [{ type: 'mes.execution.clock-started' as const, subject: state.id, at }, ...planned];
}

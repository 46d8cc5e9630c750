import type { EventIn } from '@millrace/kernel';
import { execution, type Execution } from '../execution/execution.ts';
import { evolveExecution } from '../execution/evolve.ts';
import type { Step } from '../execution/steps.ts';
import { firstChecks, isAnotherOverdue, isDue, isOver, isRepeated, openCheck } from './order-of-steps.ts';

type Event = EventIn<typeof execution>;

/** What follows when steps are done: repeating that ends, checks whose time begins, and the end of the job's record. */
export function afterStep(state: Execution, done: readonly Step[], by: string, at: Temporal.Instant): Event[] {
  const ended = done.filter(isRepeated).map((step): Event => {
    const open = openCheck(step);
    return {
      type: 'mes.execution.checks-ended',
      subject: state.id,
      step: step.id,
      jobOrder: state.jobOrder,
      isAnotherOverdue: isAnotherOverdue(state, step.id),
      wasOverdue: open !== undefined && isDue(state, open, at),
      ...(open && { dueAt: open.dueAt }),
      by,
      at,
    };
  });
  const completed = done.filter((step) => !isRepeated(step)).map((step): Event => ({ type: 'mes.execution.step-completed', subject: state.id, step: step.id, by, at }));
  return [...ended, ...follows([...completed, ...ended].reduce(evolveExecution, state), at)];
}

/** What begins by itself once a step is over: the checks that can be reached now, or the end of the job's record. */
export function follows(after: Execution, at: Temporal.Instant): Event[] {
  if (after.steps.every(isOver)) return [{ type: 'mes.execution.finished', subject: after.id, jobOrder: after.jobOrder, at }];
  return firstChecks(after, at);
}

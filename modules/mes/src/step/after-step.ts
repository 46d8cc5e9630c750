import type { EventIn } from '@millrace/kernel';
import { execution, type Execution } from '../execution/execution.ts';
import { evolveExecution } from '../execution/evolve.ts';
import type { Step } from '../execution/steps.ts';
import { firstChecks, isAnotherOverdue, isDue, isRepeated, openCheck } from './order-of-steps.ts';

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
  const after = [...completed, ...ended].reduce(evolveExecution, state);
  if (after.steps.every((step) => step.doneBy !== undefined)) return [...ended, { type: 'mes.execution.finished', subject: state.id, jobOrder: state.jobOrder, at }];
  return [...ended, ...firstChecks(after, at)];
}

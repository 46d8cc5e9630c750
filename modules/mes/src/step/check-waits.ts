import type { EventIn } from '@millrace/kernel';
import type { execution, Execution } from '../execution/execution.ts';
import { isAnotherOverdue, openCheck } from './order-of-steps.ts';

type Event = EventIn<typeof execution>;

/** Whether a value of the step waits for a decision: nobody can do its check before that. */
export const isBlockedAt = (state: Execution, step: string) => state.state === 'blocked' && state.block.step === step;

/** A step is blocked: the time of its check waits for the decision, with what was left of it. That of a standing job waits already. */
export function checkWaits(state: Execution, step: string, at: Temporal.Instant): Event[] {
  const check = state.steps.filter((one) => one.id === step).map(openCheck)[0];
  if (!check || check.leftS !== undefined || state.clockStoppedAt !== undefined) return [];
  const leftS = at.until(check.dueAt).total('seconds');
  return [{ type: 'mes.execution.check-suspended', subject: state.id, step, check: check.n, leftS, isBlocked: true, isAnotherOverdue: isAnotherOverdue(state, step) }];
}

/** It was decided: the check has the time again that was left. While the job stands, or another value of the step blocks, it waits on. */
export function checkGoesOn(state: Execution, step: string, at: Temporal.Instant): Event[] {
  if (state.clockStoppedAt !== undefined || isBlockedAt(state, step)) return [];
  return state.steps.filter((one) => one.id === step).flatMap((one) => hasTimeAgain(state, one, at));
}

/** The check of a step that waited has its time again; what was overdue before is due at once. */
export function hasTimeAgain(state: Execution, step: Execution['steps'][number], at: Temporal.Instant): Event[] {
  const check = openCheck(step);
  if (check?.leftS === undefined) return [];
  const { place, jobOrder } = state;
  const dueAt = at.add({ milliseconds: Math.round(Math.max(0, check.leftS) * 1000) });
  return [{ type: 'mes.execution.check-planned', subject: state.id, step: step.id, title: step.title, check: check.n, place, jobOrder, dueAt }];
}

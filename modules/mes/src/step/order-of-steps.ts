import type { EventIn } from '@millrace/kernel';
import type { execution, Execution } from '../execution/execution.ts';
import type { Check, Step } from '../execution/steps.ts';

type Event = EventIn<typeof execution>;

/** The repetition that is to be done next; none where the step does not repeat, was not reached, or its repeating has ended. */
export const openCheck = (step: Step): Check | undefined => (step.doneBy === undefined ? step.checks?.find((check) => check.doneBy === undefined) : undefined);

export const isRepeated = (step: Step) => step.everyS !== undefined;

/** Role of the second person a step asks for. One that repeats is read again by another instead (`recheckBy`). */
export const secondOf = (step: Step): string | undefined => (isRepeated(step) ? undefined : step.signs?.second);

/** Whether a step is done and another person has yet to verify it. */
export const isToVerify = (step: Step): boolean => step.doneBy !== undefined && secondOf(step) !== undefined && step.verifiedBy === undefined;

/** Whether nothing is left to do about a step. */
export const isOver = (step: Step): boolean => step.doneBy !== undefined && !isToVerify(step);

/** Whether a repetition was done at least once. */
const wasDone = (step: Step) => step.checks?.some((check) => check.doneBy !== undefined) === true;

/** Place of the step whose completion ends the repeating of another: the one it names, else the next. */
export function endsAt(steps: readonly Step[], at: number): number {
  const until = steps[at]!.until;
  const named = until === undefined ? -1 : steps.findIndex((one) => one.id === until);
  return named > at ? named : at + 1;
}

/** The first step that must be over before this one; a repeated step lets those up to its end begin once it was done the first time. */
export const stepBefore = (steps: readonly Step[], at: number): Step | undefined =>
  steps.slice(0, at).find((one, i) => !isOver(one) && !(isRepeated(one) && wasDone(one) && at <= endsAt(steps, i)));

/** Steps that may be worked on now, by their place. */
export const reachable = (steps: readonly Step[]): number[] => steps.flatMap((one, at) => (!isOver(one) && stepBefore(steps, at) === undefined ? [at] : []));

/** Whether the clock of a check has run out: never while the job stands or a value of it waits for a decision. */
export function isDue(state: Pick<Execution, 'clockStoppedAt'>, check: Check, at: Temporal.Instant): boolean {
  if (check.isOverdue || (check.leftS !== undefined && check.leftS <= 0)) return true;
  return state.clockStoppedAt === undefined && check.leftS === undefined && Temporal.Instant.compare(check.dueAt, at) <= 0;
}

/** The first check of every repeated step that can be reached and has none yet. Its time counts from when the step was reached. */
export const firstChecks = (state: Execution, at: Temporal.Instant): Event[] =>
  reachable(state.steps).flatMap((i) => {
    const step = state.steps[i]!;
    return isRepeated(step) && step.checks === undefined ? planned(state, step, 1, at) : [];
  });

/** A check gets its time; where the job does not run, that time waits for the job. */
export function planned(state: Execution, step: Step, check: number, from: Temporal.Instant): Event[] {
  const everyS = step.everyS ?? 0;
  const dueAt = from.add({ milliseconds: Math.round(everyS * 1000) });
  const plan: Event = { type: 'mes.execution.check-planned', subject: state.id, step: step.id, title: step.title, check, place: state.place, jobOrder: state.jobOrder, dueAt };
  return state.clockStoppedAt === undefined ? [plan] : [plan, { type: 'mes.execution.check-suspended', subject: state.id, step: step.id, check, leftS: everyS }];
}

/** Whether a check of another step is overdue: then whoever was called for it is still needed. */
export const isAnotherOverdue = (state: Execution, but: string) => state.steps.some((one) => one.id !== but && openCheck(one)?.isOverdue === true);

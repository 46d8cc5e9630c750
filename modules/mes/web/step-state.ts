import { unitInWords } from '@millrace/ui/text';
import type { Asked, Check, Execution, Reading, Step } from '@millrace/mes';
import { readLimits } from '@millrace/model';
import { endsAt, isDue, isRepeated, openCheck, reachable } from '../src/step/order-of-steps.ts';
import { readingsOf, wantOf } from '../src/step/wanted.ts';

/** How one value of a step stands: not read, good, to be read again, blocking, or allowed as it is. */
export interface AskedState {
  readonly asked: Asked;
  readonly readings: readonly Reading[];
  readonly last: Reading | undefined;
  readonly is: 'missing' | 'good' | 'recheck' | 'blocked' | 'allowed';
  /** Readings that may still follow one out of limits. */
  readonly left: number;
}

/** The values of a step, or of one repetition of it, in the order they are asked. */
export function askedStates(execution: Execution, step: Step, check = checkInHand(step)?.n): AskedState[] {
  return step.data.map((asked) => {
    const readings = readingsOf(execution.readings, step.id, asked.id, check);
    const want = wantOf(execution, step, asked, check);
    const block = execution.state === 'blocked' ? execution.block : undefined;
    const isBlocking = block?.step === step.id && block.data === asked.id && block.check === check;
    return { asked, readings, last: readings.at(-1), is: isBlocking || want.is === 'undecided' ? 'blocked' : want.is, left: want.is === 'recheck' ? want.left : 0 };
  });
}

/** The value the operator reads next; the last one when all are read. */
export function nextAsked(states: readonly AskedState[]): AskedState | undefined {
  return states.find((one) => one.is === 'blocked') ?? states.find((one) => one.is === 'missing' || one.is === 'recheck') ?? states.at(-1);
}

/** The repetition in hand; after the last one it is the last that was done. */
export const checkInHand = (step: Step): Check | undefined => openCheck(step) ?? step.checks?.at(-1);

export interface RepeatState {
  readonly check: Check;
  readonly isDue: boolean;
  /** Something was read for it already. */
  readonly hasBegun: boolean;
  readonly done: number;
  /** The clock stands: with the job, or while a value of the step waits for a decision. */
  readonly isStanding: boolean;
}

/** How a repeated step stands between and in its checks; nothing for other steps and for one that has ended. */
export function repeatState(execution: Execution, step: Step, now: number): RepeatState | undefined {
  const check = openCheck(step);
  if (!isRepeated(step) || !check) return undefined;
  return {
    check,
    isDue: isDue(execution, check, Temporal.Instant.fromEpochMilliseconds(now)),
    hasBegun: execution.readings.some((one) => one.step === step.id && one.check === check.n),
    done: step.checks?.filter((one) => one.doneBy !== undefined).length ?? 0,
    isStanding: execution.clockStoppedAt !== undefined || check.leftS !== undefined,
  };
}

/** Step whose completion ends the repeating of another, where there is one after it. */
export const endOf = (execution: Execution, at: number): number | undefined => {
  const end = endsAt(execution.steps, at);
  return end < execution.steps.length ? end : undefined;
};

/** Index of the step in hand: what is blocked, then a check that is due or begun, then a step that was begun, then the first that is not done. */
export function stepInHand(execution: Execution, now: number): number {
  if (execution.state === 'blocked') return execution.steps.findIndex((step) => step.id === execution.block.step);
  const open = reachable(execution.steps);
  const due = open.find((at) => {
    const repeat = repeatState(execution, execution.steps[at]!, now);
    return repeat && (repeat.isDue || repeat.hasBegun);
  });
  const begun = open.find((at) => execution.readings.some((one) => one.step === execution.steps[at]!.id && !isRepeated(execution.steps[at]!)));
  return due ?? begun ?? open[0] ?? execution.steps.length - 1;
}

/** Limits of a value for the screen: decimal text, unit in words. */
export function limitsOf(asked: Asked): { low?: string; high?: string; unit?: string } {
  const unit = unitInWords(asked.unit);
  const { low, high } = asked.limits === undefined ? {} : readLimits(asked.limits);
  return { ...(low !== undefined && { low: String(low) }), ...(high !== undefined && { high: String(high) }), ...(unit !== '' && { unit }) };
}

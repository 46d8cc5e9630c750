import type { Execution } from '../execution/execution.ts';
import type { Allowance, Asked, Reading, Step } from '../execution/steps.ts';

/** What a value needs before its step is complete. Only the directive (`note`) or a recorded decision makes a value out of limits `allowed`. */
export type Want =
  | { readonly is: 'missing' | 'good' | 'allowed' }
  | { readonly is: 'recheck'; readonly left: number; readonly says: string }
  /** It was out of limits once too often and nobody has decided about it; a good reading afterwards decides nothing. */
  | { readonly is: 'undecided'; readonly value: string; readonly says: string };

type ReadingOf = Pick<Reading, 'step' | 'data' | 'check' | 'verdict'>;
type Kept = Pick<Execution, 'readings' | 'allowed'>;

const isOf = (one: { readonly step: string; readonly data: string; readonly check?: number | undefined }, step: string, data: string, check?: number) =>
  one.step === step && one.data === data && one.check === check;

/** Readings of one value, in one repetition where the step repeats. */
export const readingsOf = <R extends ReadingOf>(readings: readonly R[], step: string, data: string, check?: number): R[] =>
  readings.filter((one) => isOf(one, step, data, check) && one.verdict !== 'unasked');

/** Readings out of limits since the last good one of this value: those that a re-check answers. */
export function openReadings<R extends ReadingOf>(readings: readonly R[], step: string, data: string, check?: number): R[] {
  const mine = readingsOf(readings, step, data, check);
  return mine.slice(mine.findLastIndex((reading) => reading.verdict !== 'outside') + 1);
}

/** How a value of a step, or of one repetition of it, stands: its readings and what was decided about it, in the order they came. */
export function wantOf({ readings, allowed }: Kept, step: Pick<Step, 'id'>, asked: Asked, check?: number): Want {
  const decided = allowed.filter((one) => isOf(one, step.id, asked.id, check));
  let want: Want = { is: 'missing' };
  let left = asked.recheck;
  for (let at = 0; at <= readings.length; at++) {
    // a decision is about what was read until then; the last one of them counts
    const decision = decided.findLast((one) => one.after === at);
    if (decision) [want, left] = afterDecision(decision, want);
    const reading = readings[at];
    if (!reading || reading.verdict === 'unasked' || !isOf(reading, step.id, asked.id, check) || want.is === 'undecided') continue;
    const says = reading.says ?? 'out of limits';
    if (reading.verdict !== 'outside') [want, left] = [{ is: 'good' }, asked.recheck];
    else if (asked.leadsTo === 'note') want = { is: 'allowed' };
    else if (left === 0) want = { is: 'undecided', value: reading.value, says };
    else want = { is: 'recheck', left: left--, says };
  }
  return want;
}

/** As it is it stands, and the next one out of limits is decided anew; else exactly one more reading is to be taken. */
function afterDecision(decision: Allowance, before: Want): readonly [Want, number] {
  if (decision.decision === 'as-it-is') return [{ is: 'allowed' }, 0];
  return [{ is: 'recheck', left: 1, says: 'says' in before ? before.says : 'to be read once more' }, 0];
}

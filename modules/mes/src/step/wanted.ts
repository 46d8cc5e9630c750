import type { Execution } from '../execution/execution.ts';
import type { Allowance, Asked, Reading, Step } from '../execution/steps.ts';

/** What a value needs before its step is complete. */
export type Want = { readonly is: 'missing' | 'good' | 'allowed' } | { readonly is: 'recheck'; readonly left: number; readonly says: string };

type ReadingOf = Pick<Reading, 'step' | 'data' | 'check' | 'verdict'>;

/** Readings of one value, in one repetition where the step repeats. */
export const readingsOf = <R extends ReadingOf>(readings: readonly R[], step: string, data: string, check?: number): R[] =>
  readings.filter((one) => one.step === step && one.data === data && one.check === check && one.verdict !== 'unasked');

/** Readings out of limits since the last good one of this value: those that a re-check answers. */
export function openReadings<R extends ReadingOf>(readings: readonly R[], step: string, data: string, check?: number): R[] {
  const mine = readingsOf(readings, step, data, check);
  return mine.slice(mine.findLastIndex((reading) => reading.verdict !== 'outside') + 1);
}

/** Readings that may follow one out of limits: those of the directive, and those that were allowed since. */
export const rechecks = (asked: Asked, allowed: readonly Allowance[], step: string, check?: number): number =>
  asked.recheck + allowed.filter((one) => one.step === step && one.data === asked.id && one.check === check).length;

/** How a value of a step, or of one repetition of it, stands. */
export function wantOf(state: Execution, step: Step, asked: Asked, check?: number): Want {
  if (readingsOf(state.readings, step.id, asked.id, check).length === 0) return { is: 'missing' };
  const open = openReadings(state.readings, step.id, asked.id, check);
  if (open.length === 0) return { is: 'good' };
  const may = rechecks(asked, state.allowed, step.id, check);
  // one that used them up was blocked, and somebody let it go on with the value it has
  if (open.length > may || asked.leadsTo === 'note') return { is: 'allowed' };
  return { is: 'recheck', left: may - open.length + 1, says: open.at(-1)!.says ?? 'out of limits' };
}

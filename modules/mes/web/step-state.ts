import type { Asked, Execution, Reading, Step } from '@millrace/mes';
import { readLimits } from '@millrace/model';
import { openReadings } from '../src/reading/record.ts';

/** How one value of a step stands: not read, good, to be read again, blocking, or allowed by quality as it is. */
export interface AskedState {
  readonly asked: Asked;
  readonly readings: readonly Reading[];
  readonly last: Reading | undefined;
  readonly is: 'missing' | 'good' | 'recheck' | 'blocked' | 'allowed';
  /** Readings that may still follow one out of limits. */
  readonly left: number;
}

/** The values of a step in the order they are asked. */
export function askedStates(execution: Execution, step: Step): AskedState[] {
  return step.data.map((asked) => {
    const readings = execution.readings.filter((one) => one.step === step.id && one.data === asked.id && one.verdict !== 'unasked');
    const open = openReadings(execution.readings, step.id, asked.id);
    const isBlocking = execution.state === 'blocked' && execution.block.step === step.id && execution.block.data === asked.id;
    const left = Math.max(0, asked.recheck - open.length + 1);
    const is = isBlocking
      ? 'blocked'
      : readings.length === 0
        ? 'missing'
        : open.length === 0
          ? 'good'
          : open.length > asked.recheck || asked.leadsTo === 'note'
            ? 'allowed'
            : 'recheck';
    return { asked, readings, last: readings.at(-1), is, left };
  });
}

/** The value the operator reads next; the last one when all are read. */
export function nextAsked(states: readonly AskedState[]): AskedState | undefined {
  return states.find((one) => one.is === 'blocked') ?? states.find((one) => one.is === 'missing' || one.is === 'recheck') ?? states.at(-1);
}

const units: Readonly<Record<string, string>> = { '1': '', Cel: '°C', 'kg/h': 'kg/h' };

/** A UCUM code as people write it; a count has none. */
export const unitInWords = (code: string | undefined): string | undefined => (code === undefined ? undefined : (units[code] ?? code) || undefined);

/** Limits of a value for the screen: decimal text, unit in words. */
export function limitsOf(asked: Asked): { low?: string; high?: string; unit?: string } {
  const unit = unitInWords(asked.unit);
  const { low, high } = asked.limits === undefined ? {} : readLimits(asked.limits);
  return { ...(low !== undefined && { low: String(low) }), ...(high !== undefined && { high: String(high) }), ...(unit !== undefined && { unit }) };
}

/** Index of the step in hand: the first that is not done. */
export function stepInHand(execution: Execution): number {
  const at = execution.steps.findIndex((step) => step.doneBy === undefined);
  return at === -1 ? execution.steps.length - 1 : at;
}

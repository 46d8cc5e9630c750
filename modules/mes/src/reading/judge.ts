import { readLimits } from '@millrace/model';
import { Decimal } from '@millrace/quantity';
import type { Asked } from '../execution/steps.ts';

export interface Judged {
  readonly verdict: 'within' | 'outside' | 'noted';
  /** In words of the floor: `0.13 above limit`. */
  readonly says?: string;
}

/** Judges a value against what the step asks. Limits are exact decimals and include both ends. */
export function judge(asked: Asked, value: string): Judged | { readonly misfit: string } {
  if (asked.answer === 'yes-no') {
    if (value !== 'yes' && value !== 'no') return { misfit: `"${value}" is neither yes nor no` };
    return value === 'yes' ? { verdict: 'within' } : { verdict: 'outside', says: 'answered no' };
  }
  if (asked.answer === 'choice')
    return asked.choices?.includes(value) ? { verdict: 'noted' } : { misfit: `"${value}" is not one of ${asked.choices?.join(', ') ?? 'the choices'}` };
  if (asked.answer !== 'number') return value.trim() === '' ? { misfit: 'it is empty' } : { verdict: 'noted' };
  if (!/^-?\d{1,15}(\.\d{1,12})?$/.test(value)) return { misfit: `"${value}" is no number; write it like 18.50` };
  if (asked.limits === undefined) return { verdict: 'noted' };
  const { low, high } = readLimits(asked.limits);
  const given = new Decimal(value);
  if (low !== undefined && given.lt(low)) return { verdict: 'outside', says: `${new Decimal(low).minus(given).toFixed()} below limit` };
  if (high !== undefined && given.gt(high)) return { verdict: 'outside', says: `${given.minus(high).toFixed()} above limit` };
  return { verdict: 'within' };
}

import { amountOf, command, id, one } from '@millrace/kernel';
import { decimal, isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { lot } from './lot.ts';

/** What a job made of a lot, as it is known now: said anew it replaces what was said before, so that nothing is counted twice. */
export const fill = command({
  address: 'material.lot.fill',
  summary: 'Note how much a job made of a lot',
  caller: 'system',
  is: 'report',
  input: z.object({ lot: id('material.lot'), source: id('work.job-order'), quantity: amountOf(isUnit, 'none') }),
  refusals: { 'other-unit': 'The lot is kept in {unit}, and the job counted in {told}. Book it by hand.' },
  load: (input) => one(lot, input.lot),
  decide(state, { source, quantity }, _act, { refuse }) {
    if (quantity.unit !== state.quantity.unit) throw refuse('other-unit', { unit: state.quantity.unit, told: quantity.unit });
    const made = [...(state.made ?? []).filter((other) => other.source !== source), { source: source as string, value: quantity.value }];
    const before = (state.made ?? []).reduce((sum, each) => sum.minus(decimal(each.value)), decimal(state.quantity.value));
    const value = made.reduce((sum, each) => sum.plus(decimal(each.value)), before).toFixed();
    return value === state.quantity.value ? [] : [{ type: 'material.lot.filled' as const, subject: state.id, made, quantity: { value, unit: quantity.unit } }];
  },
});

import { amountOf, command, id, isKeptDecimal, one } from '@millrace/kernel';
import { decimal, figureIn, isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { lot } from './lot.ts';

/** The amount of a lot is what was found, and not what was booked: an inventory adjustment, with its reason. Its disposition stays. */
export const adjust = command({
  address: 'material.lot.adjust',
  summary: 'Correct the amount of a lot',
  part: 'quantity',
  needsReason: true,
  signs: 'I correct the amount of this lot',
  input: z.object({ lot: id('material.lot'), quantity: amountOf(isUnit, 'none') }),
  refusals: {
    'other-unit': 'Lot {lot} is kept in {unit}; {told} cannot be said in it.',
    'no-change': 'Lot {lot} has that amount already.',
  },
  load: (input) => one(lot, input.lot),
  decide(state, { quantity }, act, { refuse }) {
    const value = figureIn(quantity.value, quantity.unit, state.quantity.unit);
    if (value === undefined || !isKeptDecimal(value)) throw refuse('other-unit', { lot: state.lotNumber, unit: state.quantity.unit, told: `${quantity.value} ${quantity.unit}` });
    if (decimal(value).equals(decimal(state.quantity.value))) throw refuse('no-change', { lot: state.lotNumber });
    return { type: 'material.lot.adjusted', subject: state.id, quantity: { value, unit: state.quantity.unit }, was: state.quantity, by: act.by, at: act.happenedAt };
  },
});

import { amountOf, command, id, isKeptDecimal, one } from '@millrace/kernel';
import { decimal, figureIn, isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { lot, type Lot } from './lot.ts';
import { startsReleased } from './receive.ts';

/** What a job made of a lot, as it is known now: said anew it replaces what was said before, so that nothing is counted twice. */
export const fill = command({
  address: 'material.lot.fill',
  summary: 'Note how much a job made of a lot',
  caller: 'system',
  is: 'report',
  input: z.object({ lot: id('material.lot'), source: id('work.job-order'), quantity: amountOf(isUnit, 'none') }),
  refusals: {
    'other-unit': 'Lot {lot} is kept in {unit}, and its job made {told}. Correct the amount of the lot by hand.',
    decided: 'Lot {lot} was {decision} with {amount}, and its job says now that it made {told} of it. Whoever decided about it looks at it again, and corrects its amount.',
  },
  load: (input) => one(lot, input.lot),
  decide(state, { source, quantity }, _act, { refuse }) {
    const { unit } = state.quantity;
    const told = `${quantity.value} ${quantity.unit}`;
    const madeNow = figureIn(quantity.value, quantity.unit, unit);
    if (madeNow === undefined || !isKeptDecimal(madeNow)) throw refuse('other-unit', { lot: state.lotNumber, unit, told });
    const made = [...(state.made ?? []).filter((other) => other.source !== source), { source: source as string, value: madeNow }];
    const before = (state.made ?? []).reduce((sum, each) => sum.minus(decimal(each.value)), decimal(state.quantity.value));
    const value = made.reduce((sum, each) => sum.plus(decimal(each.value)), before).toFixed();
    if (decimal(value).equals(decimal(state.quantity.value))) return [];
    const decision = decisionOf(state);
    // a signature stands for the amount it was given for
    if (decision) throw refuse('decided', { lot: state.lotNumber, decision, amount: `${state.quantity.value} ${unit}`, told });
    return [{ type: 'material.lot.filled' as const, subject: state.id, made, quantity: { value, unit } }];
  },
});

/** What somebody decided about a lot; nothing where its material lets it begin released. */
function decisionOf(state: Lot): string | undefined {
  if (state.state === 'rejected') return 'rejected';
  return 'releasedBy' in state && state.releasedBy !== undefined && state.releasedBy !== startsReleased ? 'released' : undefined;
}

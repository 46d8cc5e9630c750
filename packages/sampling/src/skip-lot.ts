import { oneOf, onlyNamed, share, whole } from './check.ts';

/** How lots of a proven supplier are passed without inspection: after `clearance` accepted lots in a row, one lot in `every`. */
export interface SkipLotRules {
  /** Lots accepted in a row that are asked for before lots are skipped. ISO 2859-3 asks for 10 or more. */
  readonly clearance: number;
  /** One lot in this many is inspected while skipping, 2 to 5 by ISO 2859-3. */
  readonly every: number;
  /** Lots accepted in a row that bring skipping back after one was not accepted. Default: `clearance`; ISO 2859-3 asks for 4. */
  readonly requalification?: number;
}

/** Where a product of a supplier stands. */
export interface SkipLotState {
  readonly phase: 'lot-by-lot' | 'skipping' | 'interrupted';
  readonly acceptedInRow: number;
}

export const beginSkipLot: SkipLotState = { phase: 'lot-by-lot', acceptedInRow: 0 };

/**
 * Is the next lot inspected? While skipping, chance decides, so that nobody can know: `drawn` is a fresh random number,
 * 0 or more and below 1.
 */
export function isInspected(state: SkipLotState, rules: SkipLotRules, drawn: number): boolean {
  check(rules);
  checkState(state);
  if (!(drawn >= 0 && drawn < 1)) throw new RangeError(`drawn is ${drawn}; it must be a random number from 0 up to, not including, 1.`);
  return state.phase !== 'skipping' || drawn < 1 / rules.every;
}

/** The state after an *inspected* lot. A lot that was skipped changes nothing. */
export function afterSkipLot(state: SkipLotState, rules: SkipLotRules, isAccepted: boolean): SkipLotState {
  check(rules);
  checkState(state);
  // a verdict left out would count as not accepted
  if (typeof isAccepted !== 'boolean') throw new RangeError(`isAccepted is ${String(isAccepted)}; it must be true or false.`);
  if (!isAccepted) {
    // a second failure while interrupted sends the supplier back to the start
    if (state.phase === 'skipping') return { phase: 'interrupted', acceptedInRow: 0 };
    return beginSkipLot;
  }
  if (state.phase === 'skipping') return { phase: 'skipping', acceptedInRow: state.acceptedInRow + 1 };
  const acceptedInRow = state.acceptedInRow + 1;
  const needed = state.phase === 'interrupted' ? (rules.requalification ?? rules.clearance) : rules.clearance;
  return acceptedInRow >= needed ? { phase: 'skipping', acceptedInRow: 0 } : { phase: state.phase, acceptedInRow };
}

/**
 * Probability that a lot is accepted under skip-lot inspection SkSP-2, and the share of lots inspected (R. L. Perry,
 * Journal of Quality Technology 5, 1973), where requalification is the same as qualification.
 * @param accept probability that the reference plan accepts a lot of the quality in question
 */
export function skipLotOutcome(accept: number, rules: SkipLotRules): { readonly accept: number; readonly inspected: number } {
  check(rules);
  const { clearance, every } = rules;
  if (accept !== 0 && accept !== 1) share('accept', accept);
  const fraction = 1 / every;
  const cleared = accept ** clearance;
  const weight = fraction + (1 - fraction) * cleared;
  return { accept: (fraction * accept + (1 - fraction) * cleared) / weight, inspected: fraction / weight };
}

function checkState({ phase, acceptedInRow }: SkipLotState): void {
  oneOf('phase', phase, ['lot-by-lot', 'skipping', 'interrupted']);
  whole('acceptedInRow', acceptedInRow, 0);
}

function check(rules: SkipLotRules): void {
  onlyNamed('rules', rules, ['clearance', 'every', 'requalification']);
  whole('clearance', rules.clearance, 1);
  whole('every', rules.every, 2);
  if (rules.requalification !== undefined) whole('requalification', rules.requalification, 1);
}

import { preferredAqls, type Aql, type AttributeStandard, type Severity } from './attribute-tables.ts';
import { tablesOf } from './attribute-plan.ts';
import { claim, oneOf, onlyNamed, whole } from './check.ts';
import { limitNumber } from './limit-number.ts';

/** Where a product of a supplier stands under the switching rules, per class of nonconformity (ISO 2859-1 §9.2). */
export interface SwitchingState {
  readonly standard: AttributeStandard;
  readonly severity: Severity | 'discontinued';
  /** ISO 2859-1 §9.3.3.2, under normal inspection; 30 opens the way to reduced. Always 0 elsewhere and under ANSI Z1.4. */
  readonly score: number;
  /** Results of the present run of inspection, latest last; at most fifty are kept. True: accepted. */
  readonly recent: readonly boolean[];
  /** Nonconforming found in all samples of each of those, and the items in them (0 where the lot did not say). */
  readonly found: readonly number[];
  readonly inspected: readonly number[];
  /** Hold the last lots to the limit number of this AQL before inspection becomes reduced (Table VIII). */
  readonly limitNumbersAt?: Aql;
  /** Or to a number of your own, as the authority gave it last. */
  readonly limitNumber?: number;
  /** Lots not accepted since tightened inspection began. */
  readonly notAcceptedUnderTightened: number;
  /** Production is at a steady rate. */
  readonly isSteady: boolean;
  /** The responsible authority wants reduced inspection. */
  readonly isReducedWanted: boolean;
}

// the smallest samples reach a limit number's first row within forty lots
const mostKept = 50;

/** A lot as it was judged on original inspection; resubmitted lots do not count (ISO 2859-1 §9.3.1). */
export interface InspectedLot {
  readonly type: 'lot';
  readonly isAccepted: boolean;
  /** Nonconforming found in the (first) sample. */
  readonly nonconforming: number;
  /** Items, and nonconforming, in all samples of the lot: what a limit number looks at. */
  readonly inspected?: number;
  readonly found?: number;
  /** Accepted between Ac and Re under reduced inspection (ANSI Z1.4): reduced inspection ends. */
  readonly isBetween?: boolean;
  /** Acceptance number of the plan used. With 2 or more the score needs `acceptOneStepTighter`. Single sampling. */
  readonly accept?: number;
  /** Acceptance number the plan would have with the AQL one step tighter. Single sampling with Ac 2 or more. */
  readonly acceptOneStepTighter?: number;
  /** The stage that accepted the lot, from 1. Double sampling scores on 1, multiple up to 3. */
  readonly decidedAtStage?: number;
  /** Default single. */
  readonly kind?: 'single' | 'double' | 'multiple';
}

/** What can move a product between severities. */
export type SwitchingEvent =
  | InspectedLot
  | { readonly type: 'production'; readonly isSteady: boolean }
  | { readonly type: 'authority'; readonly isReducedWanted: boolean; readonly limitNumber?: number }
  /** The supplier has acted and the authority agrees: inspection resumes, tightened (§9.4). */
  | { readonly type: 'resume' };

// a verdict half read would move a product to the wrong severity
const eventNames: Readonly<Record<SwitchingEvent['type'], readonly string[]>> = {
  lot: ['type', 'isAccepted', 'nonconforming', 'inspected', 'found', 'isBetween', 'accept', 'acceptOneStepTighter', 'decidedAtStage', 'kind'],
  production: ['type', 'isSteady'],
  authority: ['type', 'isReducedWanted', 'limitNumber'],
  resume: ['type'],
};

/**
 * Inspection begins normal (ISO 2859-1 §9.1). `limitNumbersAt` is the AQL whose limit numbers must be kept on the way to reduced
 * inspection: MIL-STD-105E demands them, ANSI Z1.4 leaves them to you since 2003, ISO 2859-1:1999 has its score instead.
 */
export function beginSwitching(standard: AttributeStandard | 'MIL-STD-105E', { limitNumbersAt, ...rest }: { readonly limitNumbersAt?: Aql } = {}): SwitchingState {
  onlyNamed('options', rest, ['limitNumbersAt']);
  const tables = tablesOf(standard);
  if (limitNumbersAt !== undefined) oneOf('limitNumbersAt', limitNumbersAt, preferredAqls);
  if (standard === 'MIL-STD-105E' && limitNumbersAt === undefined)
    throw new RangeError('limitNumbersAt is missing; MIL-STD-105E holds the last ten lots to a limit number before inspection is reduced. Give the AQL, or take ANSI Z1.4.');
  if (standard === 'ISO 2859-1' && limitNumbersAt !== undefined)
    throw new RangeError(`limitNumbersAt is ${limitNumbersAt}; ISO 2859-1:1999 has no limit numbers, its score stands in their place. Leave it out.`);
  return {
    standard: tables,
    severity: 'normal',
    score: 0,
    recent: [],
    found: [],
    inspected: [],
    notAcceptedUnderTightened: 0,
    isSteady: false,
    isReducedWanted: false,
    ...(limitNumbersAt !== undefined && { limitNumbersAt }),
  };
}

/**
 * The state after an event. A switch takes effect with the next lot.
 * ISO 2859-1:1999 §9.3 and 9.4: normal to tightened at 2 of 5 or fewer lots in a row not accepted; back after 5 accepted in
 * a row; normal to reduced at a score of 30 with steady production and the authority's wish; back at a lot not accepted or
 * unsteady production; stop at 5 lots not accepted under tightened inspection. ANSI Z1.4 asks for 10 accepted lots in a row
 * instead of the score and may bound what they contained (§8.3.3): by its limit numbers (`beginSwitching`), where too few
 * items in ten lots wait for more lots, or by a number of your own that comes with the authority's wish and then holds.
 */
export function afterEvent(state: SwitchingState, event: SwitchingEvent): SwitchingState {
  checkState(state);
  onlyNamed('the event', event, eventNames[event.type] ?? ['type']);
  switch (event.type) {
    case 'production': {
      claim('isSteady', event.isSteady);
      const next = { ...state, isSteady: event.isSteady };
      return state.severity === 'reduced' && !event.isSteady ? to(next, 'normal') : maybeReduced(next);
    }
    case 'authority':
      claim('isReducedWanted', event.isReducedWanted);
      if (event.limitNumber !== undefined) whole('limitNumber', event.limitNumber, 0);
      return maybeReduced({ ...state, isReducedWanted: event.isReducedWanted, ...(event.limitNumber !== undefined && { limitNumber: event.limitNumber }) });
    case 'resume':
      if (state.severity !== 'discontinued') throw new RangeError(`severity is ${state.severity}; only discontinued inspection can be resumed.`);
      return to(state, 'tightened');
    case 'lot':
      return afterLot(state, event);
    default:
      throw new RangeError(`type is ${JSON.stringify((event as { type?: unknown }).type)}; it must be one of lot, production, authority, resume.`);
  }
}

/** A state is kept between lots, in a record of yours; what came back from there must still be one. */
function checkState({ standard, severity, score, notAcceptedUnderTightened, recent, found, inspected, limitNumbersAt, limitNumber: own }: SwitchingState): void {
  oneOf('standard', standard, ['ISO 2859-1', 'ANSI Z1.4']);
  oneOf('severity', severity, ['normal', 'tightened', 'reduced', 'discontinued']);
  whole('score', score, 0);
  whole('notAcceptedUnderTightened', notAcceptedUnderTightened, 0);
  if (![recent, found, inspected].every((list) => Array.isArray(list) && list.length === recent.length))
    throw new RangeError('recent, found and inspected must be lists of one length, as the state had them.');
  if (limitNumbersAt !== undefined) oneOf('limitNumbersAt', limitNumbersAt, preferredAqls);
  if (own !== undefined) whole('limitNumber', own, 0);
}

function afterLot(state: SwitchingState, lot: InspectedLot): SwitchingState {
  whole('nonconforming', lot.nonconforming, 0);
  // a verdict left out would count as not accepted
  if (typeof lot.isAccepted !== 'boolean') throw new RangeError(`isAccepted is ${String(lot.isAccepted)}; it must be true or false.`);
  if (state.limitNumbersAt !== undefined) given('inspected', lot.inspected, 'the limit number');
  const [inspected, found] = [whole('inspected', lot.inspected ?? 0, 0), whole('found', lot.found ?? lot.nonconforming, lot.nonconforming)];
  const counted = {
    ...state,
    recent: [...state.recent, lot.isAccepted].slice(-mostKept),
    found: [...state.found, found].slice(-mostKept),
    inspected: [...state.inspected, inspected].slice(-mostKept),
  };
  switch (state.severity) {
    case 'discontinued':
      throw new RangeError('severity is discontinued; no lot is accepted until the supplier has acted and inspection is resumed.');
    case 'reduced':
      return lot.isAccepted && lot.isBetween !== true ? counted : to(counted, 'normal');
    case 'tightened': {
      const notAccepted = state.notAcceptedUnderTightened + (lot.isAccepted ? 0 : 1);
      if (notAccepted >= 5) return { ...to(counted, 'discontinued'), notAcceptedUnderTightened: notAccepted };
      if (counted.recent.length >= 5 && counted.recent.slice(-5).every(Boolean)) return to(counted, 'normal');
      return { ...counted, notAcceptedUnderTightened: notAccepted };
    }
    case 'normal': {
      if (counted.recent.slice(-5).filter((isAccepted) => !isAccepted).length >= 2) return to(counted, 'tightened');
      const score = state.standard === 'ISO 2859-1' ? scoreAfter(state.score, lot) : 0;
      return maybeReduced({ ...counted, score });
    }
  }
}

/** ISO 2859-1 §9.3.3.2. */
function scoreAfter(score: number, lot: InspectedLot): number {
  const kind = lot.kind ?? 'single';
  if (!lot.isAccepted) return 0;
  if (kind !== 'single') {
    const stage = whole('decidedAtStage', given('decidedAtStage', lot.decidedAtStage, 'the switching score'), 1);
    return stage <= (kind === 'double' ? 1 : 3) ? score + 3 : 0;
  }
  const accept = whole('accept', given('accept', lot.accept, 'the switching score'), 0);
  if (accept <= 1) return score + 2;
  const tighter = whole('acceptOneStepTighter', given('acceptOneStepTighter', lot.acceptOneStepTighter, 'the switching score'), 0, accept);
  return lot.nonconforming <= tighter ? score + 3 : 0;
}

function given(name: string, value: number | undefined, what: string): number {
  if (value === undefined) throw new RangeError(`${name} is missing; ${what} rests on it.`);
  return value;
}

function maybeReduced(state: SwitchingState): SwitchingState {
  if (state.severity !== 'normal' || !state.isSteady || !state.isReducedWanted) return state;
  if (state.standard === 'ISO 2859-1') return state.score >= 30 ? to(state, 'reduced') : state;
  const tenAccepted = state.recent.length >= 10 && state.recent.slice(-10).every(Boolean);
  return tenAccepted && isWithinLimit(state) ? to(state, 'reduced') : state;
}

/** The last ten lots, or so many more in a row accepted as make items enough, hold no more than the limit number. */
function isWithinLimit({ recent, found, inspected, limitNumbersAt, limitNumber: own }: SwitchingState): boolean {
  const sumOf = (numbers: readonly number[], lots: number): number => numbers.slice(-lots).reduce((sum, number) => sum + number, 0);
  if (own !== undefined && sumOf(found, 10) > own) return false;
  if (limitNumbersAt === undefined) return true;
  for (let lots = 10; lots <= recent.length && recent.at(-lots) === true; lots++) {
    const limit = limitNumber(sumOf(inspected, lots), limitNumbersAt);
    if (limit !== undefined) return sumOf(found, lots) <= limit;
  }
  return false;
}

/** A new run begins: its counts start afresh. */
function to(state: SwitchingState, severity: SwitchingState['severity']): SwitchingState {
  return { ...state, severity, score: 0, recent: [], found: [], inspected: [], notAcceptedUnderTightened: 0 };
}

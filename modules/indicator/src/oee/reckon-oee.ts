import type { Shift } from '@millrace/calendar';
import { completeness, oee, oeeSums, profileNamed, type Leaf, type LeafState } from '@millrace/kpi';
import type { Reckoned } from '../value/value.ts';
import { piecesOfShift } from './pieces.ts';
import { leavesOf, type ReasonInterval, type StatedInterval } from './leaves.ts';

/** Pieces of a quarter of an hour, with the ideal cycle of the order that ran. */
export interface CountedPieces {
  readonly id: string;
  readonly startsAt: Temporal.Instant;
  readonly total: number;
  readonly scrap: number;
  /** s per piece; absent where no order ran or its work master names no rate here. */
  readonly idealCycleS: number | undefined;
  readonly product: string | undefined;
}

/** Pieces that were made some time in a stretch in which nobody heard the unit. */
export interface UnheardPieces extends CountedPieces {
  /** Two products were made in the stretch: nobody knows which of the pieces are whose, so they have no ideal time. */
  readonly isMixed?: true;
  readonly endsAt: Temporal.Instant;
}

/** Whether a unit's counter was heard in a shift; `none` where the model names no counter of the unit. */
export type CounterIs = 'heard' | 'unheard' | 'none';

export interface OeeGround {
  readonly shift: Shift;
  readonly now: Temporal.Instant;
  readonly intervals: readonly StatedInterval[];
  readonly counts: readonly CountedPieces[];
  /** All that could be of this shift; those of a stretch that lies across its border are not counted. */
  readonly unheard?: readonly UnheardPieces[];
  /** What counters of the unit did in the shift that counts nothing, so that pieces may be lost. */
  readonly jumps?: readonly ('step-back' | 'leap')[];
  /** A counter of the unit had been read by the end of the shift, sometime. */
  readonly hasCounter?: boolean;
  /** Tells a shift that made nothing from one whose pieces nobody counted. Absent where no historian keeps what counters say: then it is only known whether one was ever read. */
  readonly counter?: CounterIs | undefined;
  /** Ideal cycle of the slowest order that had the unit, s. */
  readonly longestCycleS?: number;
  /** Name of the profile, with its variation: `iso-22400-2/ordered`. */
  readonly profile: string;
  readonly reasonInterval: ReasonInterval;
}

// a quarter of an hour: what counts are kept by
const firstPieceWithinS = 900;

/** OEE of a unit over a shift, or over what has passed of it, by a named profile. */
export function reckonOee(ground: OeeGround): Reckoned {
  const { shift, now, jumps = [] } = ground;
  const isRunning = Temporal.Instant.compare(now, shift.end) < 0;
  const window = { start: shift.start, end: isRunning ? now : shift.end };
  const leaves = leavesOf(ground.intervals, { ...shift, end: window.end }, now, ground.reasonInterval);
  const { within, across } = unheardOf(ground);
  // a counter alone that fell silent: how long the unit ran meanwhile is known
  const [untimed, timed] = [within.filter((one) => !isKnown(one, leaves)), within.filter((one) => isKnown(one, leaves))];
  const { responses, alsoOf, isContradictory } = piecesOfShift([...ground.counts, ...timed], untimed);
  const sums = oeeSums({ window, leaves, responses, profile: profileNamed(ground.profile) });
  const known = completeness(window, leaves).share;
  // of a shift that nobody heard there is no number: 0 % would say that the unit stood
  const ratio: Partial<ReturnType<typeof oee>> = known === 0 ? {} : oee(sums);
  const factors: Record<string, number> = {};
  for (const name of ['availability', 'performance', 'quality'] as const) {
    const factor = ratio[name]?.value;
    if (factor !== undefined) factors[name] = factor;
  }
  const { timeBasis: _, countBasis, flags, withoutCycle, profile: __, ...times } = sums;
  const made = [...ground.counts, ...within].reduce((sum, one) => sum + one.total, 0);
  // of a shift that nobody planned anything for there is no planned busy time to divide by: no order is no 0 %
  const isIdle = made === 0 && leaves.length > 0 && leaves.every((leaf) => unplanned.has(leaf.state));
  const hasRun = leaves.some((leaf) => leaf.state === 'production');
  // a shift that has just begun owes no piece yet
  const isEarly = made === 0 && !isIdle && isRunning && window.end.since(window.start).total('seconds') <= Math.max(firstPieceWithinS, ground.longestCycleS ?? 0);
  // where no historian tells more, a counter that was ever read is taken to be heard, and the value says that it may be deaf
  const isHeard = ground.counter === 'heard' || (ground.counter === undefined && ground.hasCounter === true);
  // none counted is 0 % only where the counter was heard; pieces that may be of this shift are not none
  const isUncounted = made === 0 && !isIdle && !isEarly && hasRun && (!isHeard || jumps.length > 0 || across.some((one) => one.total > 0));
  const isNone = made === 0 && !isIdle && !isEarly && !isUncounted && known > 0 && responses.length === 0;
  if (isEarly || isUncounted) for (const name of ['performance', 'quality']) delete factors[name];
  if (isIdle) for (const name of Object.keys(factors)) delete factors[name];
  // counters that contradict each other give no quality, and so no OEE
  const percent = isContradictory || isIdle || isEarly || isUncounted || ratio.oee?.value === undefined ? undefined : (ratio.oee.value * 100).toFixed(1);
  return {
    numerator: ratio.oee?.numerator ?? 0,
    denominator: ratio.oee?.denominator ?? 0,
    ...(percent !== undefined && { value: percent }),
    flags: [
      ...new Set([...flags, ...(ratio.oee?.flags ?? [])]),
      ...(withoutCycle.length > 0 ? ['no-ideal-cycle'] : []),
      ...(known === 0 ? ['nothing-heard'] : []),
      ...(isIdle ? ['no-order'] : isEarly ? ['nothing-made-yet'] : []),
      ...(isUncounted ? [ground.counter === 'none' ? 'no-counter' : jumps.length > 0 ? 'nothing-counted' : 'counter-unheard'] : []),
      ...(jumps.includes('step-back') ? ['counter-stepped-back'] : []),
      ...(jumps.includes('leap') ? ['counter-leapt'] : []),
      ...(isNone ? [!hasRun ? 'never-ran' : ground.counter === undefined ? 'counter-still' : 'counted-none'] : []),
      ...(within.some((one) => one.isMixed) ? ['products-unheard'] : []),
      ...(isContradictory ? ['counts-disagree'] : []),
      ...(untimed.length > 0 ? ['pieces-unheard'] : []),
      ...(across.length > 0 ? ['pieces-across-shifts'] : []),
      ...([shift.start, shift.end].every(isOnQuarterHour) ? [] : ['shift-not-on-quarter-hour']),
    ],
    factors,
    completeness: known,
    sums: times,
    // all its time: that a stretch was planned down, and so did not count, is part of what the number says
    basis: [...leaves.map(({ id }) => id), ...countBasis.flatMap((one) => [one, ...(alsoOf.get(one) ?? [])]), ...across.map((one) => one.id)]
      .map((one) => one.split('#')[0]!)
      .filter((one, i, all) => all.indexOf(one) === i),
  };
}

/** Why nobody knows what a unit made that ran. */
export const uncountedFlags = ['counter-unheard', 'no-counter', 'nothing-counted'] as const;
export type Uncounted = (typeof uncountedFlags)[number];

/** What a unit does that nobody asked anything of. */
const unplanned: ReadonlySet<LeafState> = new Set(['no-order', 'planned-down', 'off']);

/** Pieces made unheard: those of a stretch that lies in the shift are of the shift, whenever they were made; of one that lies across its border nobody knows. */
export function unheardOf({ shift, unheard = [] }: Pick<OeeGround, 'shift' | 'unheard'>): { readonly within: readonly UnheardPieces[]; readonly across: readonly UnheardPieces[] } {
  const isWithin = (one: UnheardPieces) => Temporal.Instant.compare(shift.start, one.startsAt) <= 0 && Temporal.Instant.compare(one.endsAt, shift.end) <= 0;
  return { within: unheard.filter(isWithin), across: unheard.filter((one) => !isWithin(one)) };
}

/** What the unit did is known of all of this stretch. */
const isKnown = ({ startsAt, endsAt }: UnheardPieces, leaves: readonly Leaf[]) => completeness({ start: startsAt, end: endsAt }, leaves).share === 1;

/** Pieces are kept by the quarter of an hour (docs/decisions/0016): a shift that begins within one shares it with its neighbour. */
const isOnQuarterHour = (at: Temporal.Instant) => at.epochMilliseconds % (15 * 60_000) === 0;

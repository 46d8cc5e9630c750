import { leafStates } from '../interval/leaf.ts';
import { restOf } from '../interval/rest.ts';
import { zeroOrMore } from '../lineage.ts';
import type { ClippedLeaf, Leaf } from '../interval/leaf.ts';

/**
 * What kind of time a leaf is when an OEE is asked: finer than the state, and decided at the time of asking, because the threshold of a
 * minor stop is a parameter.
 */
export type TimeCategory = 'production' | 'setup' | 'breakdown' | 'minor-stop' | 'waiting' | 'no-order' | 'break' | 'maintenance' | 'planned-other' | 'off' | 'unknown';

export const timeCategories: readonly TimeCategory[] = [
  'off',
  'break',
  'maintenance',
  'planned-other',
  'no-order',
  'setup',
  'breakdown',
  'waiting',
  'minor-stop',
  'unknown',
  'production',
];

/** 5 min: the usual border between a minor stop and a breakdown; JIPM names 5 to 10 min of repair. */
export const usualMinorStopMs = 5 * 60_000;

/**
 * Category of a leaf. A delay without a kind is minor where the whole stop, also beyond this shift, is shorter than the threshold.
 * `lengthMs` is that of the uncut leaf.
 */
export function categoryOf(leaf: Leaf, lengthMs: number, minorStopMs: number): Exclude<TimeCategory, 'unknown'> {
  zeroOrMore(lengthMs, 'lengthMs');
  zeroOrMore(minorStopMs, 'minorStopMs');
  if (!leafStates.includes(leaf.state)) throw new RangeError(`leaf ${leaf.id} has the state ${JSON.stringify(leaf.state)}; allowed is one of ${leafStates.join(', ')}.`);
  if (leaf.stop) zeroOrMore(leaf.stop.lengthMs, `leaf ${leaf.id} stop.lengthMs`);
  switch (leaf.state) {
    case 'delay':
      return leaf.kind === 'breakdown' || leaf.kind === 'minor-stop' || leaf.kind === 'waiting'
        ? leaf.kind
        : (leaf.stop?.lengthMs ?? lengthMs) < minorStopMs
          ? 'minor-stop'
          : 'breakdown';
    case 'planned-down':
      return leaf.kind === 'break' || leaf.kind === 'maintenance' ? leaf.kind : 'planned-other';
    default:
      return leaf.state;
  }
}

export type CategoryTotal = { readonly ms: number; readonly basis: readonly string[] };

/** Time by category, ms, of leaves cut to a window of the given length; what no leaf covers is `unknown`. */
export function totalsByCategory(clipped: readonly ClippedLeaf[], windowMs: number, minorStopMs: number): Readonly<Record<TimeCategory, CategoryTotal>> {
  zeroOrMore(minorStopMs, 'minorStopMs');
  const totals = Object.fromEntries(timeCategories.map((category) => [category, { ms: 0, basis: [] as string[] }])) as unknown as Record<
    TimeCategory,
    { ms: number; basis: string[] }
  >;
  let covered = 0;
  for (const { leaf, ms } of clipped) {
    const wholeMs = Number(leaf.end.epochNanoseconds - leaf.start.epochNanoseconds) / 1e6;
    const total = totals[categoryOf(leaf, wholeMs, minorStopMs)];
    total.ms += ms;
    total.basis.push(leaf.id);
    covered += ms;
  }
  totals.unknown.ms = restOf(windowMs, covered);
  return totals;
}

import type { Chart, ChartPoint } from '../chart/chart.ts';
import { sigmasFrom } from '../chart/on-the-limit.ts';
import { finite, isList, oneOf, onlyNamed, positive, refuse, whole } from '../guard.ts';

/** One rule of a convention. `points` is how many plotted points it takes. */
export type Rule = { readonly rule: number; readonly says: string } & (
  | { readonly kind: 'beyond-limit' }
  | { readonly kind: 'same-side'; readonly points: number }
  | { readonly kind: 'trend'; readonly points: number }
  | { readonly kind: 'alternating'; readonly points: number }
  /** `points` of the last `of` beyond `sigmas` on one side, the latest among them. */
  | { readonly kind: 'zone'; readonly points: number; readonly of: number; readonly sigmas: number }
  | { readonly kind: 'hugging'; readonly points: number; readonly sigmas: number }
  /** None within `sigmas`; on both sides of the centre if `bothSides`. */
  | { readonly kind: 'avoiding'; readonly points: number; readonly sigmas: number; readonly bothSides: boolean }
);

const eight = (side: number, trend: number, alternating: number, bothSides: boolean): readonly Rule[] => [
  { rule: 1, kind: 'beyond-limit', says: 'one point beyond a control limit' },
  { rule: 2, kind: 'same-side', points: side, says: `${side} points in a row on one side of the centre` },
  { rule: 3, kind: 'trend', points: trend, says: `${trend} points in a row all rising or all falling` },
  { rule: 4, kind: 'alternating', points: alternating, says: `${alternating} points in a row alternating up and down` },
  { rule: 5, kind: 'zone', points: 2, of: 3, sigmas: 2, says: '2 of 3 points beyond 2 sigma on one side' },
  { rule: 6, kind: 'zone', points: 4, of: 5, sigmas: 1, says: '4 of 5 points beyond 1 sigma on one side' },
  { rule: 7, kind: 'hugging', points: 15, sigmas: 1, says: '15 points in a row within 1 sigma' },
  {
    rule: 8,
    kind: 'avoiding',
    points: 8,
    sigmas: 1,
    bothSides,
    says: bothSides ? '8 points in a row beyond 1 sigma, on both sides' : '8 points in a row beyond 1 sigma, on either side',
  },
];

/**
 * The published sets of run rules, by name. They share a numbering and differ in what they count:
 * - `nelson` (Nelson, Journal of Quality Technology 16, 1984; JMP; R qcc): a trend is 6 points (5 steps), an alternation 14 points,
 *   rule 8 wants points on both sides.
 * - `minitab`: 6 steps, so 7 points, and 14 changes, so 15 points; rule 8 also signals on one side
 *   (as R package Rspc documents its "minitab" convention, and as JASP's tests have it that were verified with Minitab: set to 7,
 *   the trend signals at the eighth rising point; Minitab's own pages say "6 points, all increasing").
 * - `western-electric` (Statistical Quality Control Handbook 1956; R qcc's default): 3 sigma, 2 of 3, 4 of 5, 8 on one side.
 * - `aiag` (AIAG SPC 2nd edition, table II.1): 7 on one side, 6 points in a trend, 14 alternating, rule 8 on either side.
 * - `wheeler` (Understanding Variation, for XmR): beyond a limit, 8 on one side, 3 of 4 nearer a limit than the centre (1.5 sigma).
 */
export const conventions = {
  nelson: eight(9, 6, 14, true),
  minitab: eight(9, 7, 15, false),
  aiag: eight(7, 6, 14, false),
  'western-electric': [
    { rule: 1, kind: 'beyond-limit', says: 'one point beyond a control limit' },
    { rule: 2, kind: 'zone', points: 2, of: 3, sigmas: 2, says: '2 of 3 points beyond 2 sigma on one side' },
    { rule: 3, kind: 'zone', points: 4, of: 5, sigmas: 1, says: '4 of 5 points beyond 1 sigma on one side' },
    { rule: 4, kind: 'same-side', points: 8, says: '8 points in a row on one side of the centre' },
  ],
  wheeler: [
    { rule: 1, kind: 'beyond-limit', says: 'one point beyond a natural process limit' },
    { rule: 2, kind: 'same-side', points: 8, says: '8 points in a row on one side of the centre' },
    { rule: 3, kind: 'zone', points: 3, of: 4, sigmas: 1.5, says: '3 of 4 points nearer a limit than the centre' },
  ],
} as const satisfies Record<string, readonly Rule[]>;

export type Convention = keyof typeof conventions;

/** A rule that the points of a chart have met. */
export interface Signal {
  readonly rule: number;
  readonly says: string;
  /** Place of the point that completes the pattern; a pattern that goes on signals at each further point. */
  readonly index: number;
  /** Places of all points of the pattern. */
  readonly points: readonly number[];
  readonly side: 'above' | 'below' | undefined;
}

const kinds: readonly Rule['kind'][] = ['beyond-limit', 'same-side', 'trend', 'alternating', 'zone', 'hugging', 'avoiding'];

type Side = 'above' | 'below' | undefined;
const named = (side: number): Side => (side > 0 ? 'above' : side < 0 ? 'below' : undefined);

/** What the rules look at: each point's distance from its centre in its own sigma, and its step from the point before. */
interface Track {
  readonly points: readonly ChartPoint[];
  readonly z: Float64Array;
  readonly step: Int8Array;
}

// loops: `from` of a typed array with a function takes six times as long
function trackOf(points: readonly ChartPoint[]): Track {
  if (!isList(points) || points.length === 0) refuse('chart.points', points, 'a list of at least 1 point');
  const z = new Float64Array(points.length);
  const step = new Int8Array(points.length);
  for (let i = 0; i < points.length; i++) {
    const { value, center, sigma } = points[i]!;
    if (!Number.isFinite(value - center) || !(sigma > 0)) {
      finite(`chart.points[${i}].value`, value);
      finite(`chart.points[${i}].center`, center);
      positive(`chart.points[${i}].sigma`, sigma);
    }
    z[i] = sigmasFrom(value, center, sigma);
    if (i > 0) step[i] = Math.sign(value - points[i - 1]!.value);
  }
  return { points, z, step };
}

/** Whether the `count` points up to `last` all hold, none of them before `start`. */
function all(last: number, count: number, start: number, holds: (i: number) => boolean): boolean {
  const first = last - count + 1;
  if (first < start) return false;
  for (let i = last; i >= first; i--) if (!holds(i)) return false;
  return true;
}

const places = (last: number, count: number): number[] => Array.from({ length: count }, (_, k) => last - count + 1 + k);

/** Places and side of the pattern of `rule` that ends at `last`, in a phase that begins at `start`; undefined if there is none. */
function completed(rule: Rule, { points, z, step }: Track, last: number, start: number): { readonly at: readonly number[]; readonly side: Side } | undefined {
  const here = z[last]!;
  switch (rule.kind) {
    case 'beyond-limit': {
      const side = points[last]!.beyond;
      return side && { at: [last], side };
    }
    case 'zone': {
      if (Math.abs(here) <= rule.sigmas) return undefined;
      const sign = Math.sign(here);
      const at: number[] = [];
      for (let i = Math.max(start, last - rule.of + 1); i <= last; i++) if (z[i]! * sign > rule.sigmas) at.push(i);
      return at.length >= rule.points ? { at, side: named(sign) } : undefined;
    }
    case 'same-side': {
      const sign = Math.sign(here);
      return sign !== 0 && all(last, rule.points, start, (i) => z[i]! * sign > 0) ? { at: places(last, rule.points), side: named(sign) } : undefined;
    }
    case 'trend': {
      // equal neighbours break a trend, as in Minitab and qcc; points - 1 steps
      const way = step[last]!;
      const isTrend = way !== 0 && all(last, rule.points - 1, start + 1, (i) => step[i] === way);
      return isTrend ? { at: places(last, rule.points), side: named(way) } : undefined;
    }
    case 'alternating': {
      const way = step[last]!;
      const isAlternating = way !== 0 && all(last, rule.points - 1, start + 1, (i) => step[i] === ((last - i) % 2 === 0 ? way : -way));
      return isAlternating ? { at: places(last, rule.points), side: undefined } : undefined;
    }
    case 'hugging':
      return all(last, rule.points, start, (i) => Math.abs(z[i]!) <= rule.sigmas) ? { at: places(last, rule.points), side: undefined } : undefined;
    case 'avoiding': {
      if (!all(last, rule.points, start, (i) => Math.abs(z[i]!) > rule.sigmas)) return undefined;
      const at = places(last, rule.points);
      const isOnBoth = at.some((i) => z[i]! > 0) && at.some((i) => z[i]! < 0);
      return isOnBoth || !rule.bothSides ? { at, side: isOnBoth ? undefined : named(here) } : undefined;
    }
  }
}

/**
 * Signals of a chart by the rules of a named convention, or by your own list.
 * Runs do not cross a phase start; zones are each point's own, so sizes may differ; a point on the centre line ends a run on one side.
 * `only` picks rules by number. Rules 5 to 8 presume a roughly normal plotted value: use 1 to 4 on ranges, counts and moving ranges.
 */
export function runRules(
  chart: Chart,
  { convention = 'nelson', rules, only, ...rest }: { readonly convention?: Convention; readonly rules?: readonly Rule[]; readonly only?: readonly number[] } = {},
): readonly Signal[] {
  onlyNamed('options', rest, ['convention', 'rules', 'only']);
  oneOf('convention', convention, Object.keys(conventions) as Convention[]);
  const offered: readonly Rule[] = rules ?? conventions[convention];
  if (offered.length === 0) refuse('rules', offered, 'a list of at least 1 rule');
  for (const [i, rule] of offered.entries()) {
    onlyNamed(`rules[${i}]`, rule, ['rule', 'says', 'kind', 'points', 'of', 'sigmas', 'bothSides']);
    oneOf(`rules[${i}].kind`, rule.kind, kinds);
    if (rule.kind !== 'beyond-limit') whole(`the points of rule ${rule.rule}`, rule.points, 1);
    if (rule.kind === 'zone') whole(`the window of rule ${rule.rule}`, rule.of, rule.points);
    if ('sigmas' in rule) positive(`the sigmas of rule ${rule.rule}`, rule.sigmas);
  }
  only?.forEach((number, i) => {
    if (!offered.some(({ rule }) => rule === number)) refuse(`only[${i}]`, number, `the number of a rule of this convention (${offered.map(({ rule }) => rule).join(', ')})`);
  });
  const wanted = only === undefined ? offered : offered.filter(({ rule }) => only.includes(rule));
  const { points } = chart;
  const track = trackOf(points);
  const signals: Signal[] = [];
  let start = 0;
  for (let i = 0; i < points.length; i++) {
    const here = points[i]!;
    if (i > 0 && here.phase !== points[i - 1]!.phase) start = i;
    for (const rule of wanted) {
      const pattern = completed(rule, track, i, start);
      if (pattern)
        signals.push({
          rule: rule.rule,
          says: rule.says,
          index: here.index,
          points: pattern.at.map((k) => points[k]!.index),
          side: pattern.side,
        });
    }
  }
  return signals;
}

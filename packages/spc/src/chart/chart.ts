import { positive, refuse, whole } from '../guard.ts';
import { isAbove } from './on-the-limit.ts';

/** One plotted point with its own limits, which differ with the size of the subgroup. */
export interface ChartPoint {
  /** Place in the data given, from 0. */
  readonly index: number;
  readonly value: number;
  readonly center: number;
  /** Standard deviation of the plotted value; one third of the way to a 3-sigma limit. */
  readonly sigma: number;
  /** Never below 0 where the plotted value cannot be. */
  readonly lower: number;
  readonly upper: number;
  /** Number of the phase, from 0. */
  readonly phase: number;
  /** Beyond a limit; on the limit is within. */
  readonly beyond: 'below' | 'above' | undefined;
  /** Left out of the estimates by the caller, for a known cause. */
  readonly excluded: boolean;
}

/** A drawn control chart. */
export interface Chart {
  /** What is plotted. */
  readonly statistic: string;
  readonly points: readonly ChartPoint[];
}

export interface PhaseOptions {
  /** Width of the limits in standard deviations of the plotted value, default 3. */
  readonly sigmas?: number;
  /** Places where a new phase begins (after a change of the process); each phase gets its own limits. */
  readonly phases?: readonly number[];
  /** Places left out of the estimates because their cause is known; they are plotted all the same. */
  readonly exclude?: readonly number[];
}

export interface Span {
  readonly phase: number;
  readonly from: number;
  /** One past the last place. */
  readonly to: number;
}

/** The stretches between phase starts, and which places count for the estimates. */
export function spans(
  count: number,
  { sigmas = 3, phases = [], exclude = [] }: PhaseOptions,
): {
  readonly sigmas: number;
  readonly spans: readonly Span[];
  readonly used: readonly boolean[];
} {
  positive('sigmas', sigmas);
  const starts = [0];
  phases.forEach((start, i) => {
    whole(`phases[${i}]`, start, 0, count - 1);
    if (start === 0 && i === 0) return;
    if (start <= starts.at(-1)!) refuse(`phases[${i}]`, start, `after the start before it (${starts.at(-1)})`);
    starts.push(start);
  });
  const used = Array.from({ length: count }, () => true);
  exclude.forEach((place, i) => (used[whole(`exclude[${i}]`, place, 0, count - 1)] = false));
  return { sigmas, used, spans: starts.map((from, phase) => ({ phase, from, to: starts[phase + 1] ?? count })) };
}

/** A point with its limits; `floor` and `ceiling` bound what the plotted value can be. */
export function point(
  index: number,
  phase: number,
  value: number,
  center: number,
  sigma: number,
  sigmas: number,
  excluded: boolean,
  floor = Number.NEGATIVE_INFINITY,
  ceiling = Number.POSITIVE_INFINITY,
): ChartPoint {
  const lower = Math.max(floor, center - sigmas * sigma);
  const upper = Math.min(ceiling, center + sigmas * sigma);
  return {
    index,
    value,
    center,
    sigma,
    lower,
    upper,
    phase,
    excluded,
    beyond: isAbove(value, upper, sigma) ? 'above' : isAbove(lower, value, sigma) ? 'below' : undefined,
  };
}

import { finite, onlyNamed, positive, refuse } from '../guard.ts';
import { point, spans, type Chart } from './chart.ts';
import { isAbove } from './on-the-limit.ts';
import { individuals } from './individuals.ts';
import { subgroupOf, withinSigma, type Subgroup } from './subgroups.ts';

/** Readings one by one, or subgroups of any size. */
export type Readings = ArrayLike<number> | readonly ArrayLike<number>[];

export interface Reference {
  /** Value the process should run at; the mean of the readings of each phase unless given. */
  readonly target?: number;
  /** Standard deviation of single readings; by phase from moving ranges (readings) or pooled (subgroups) unless given. */
  readonly sigma?: number;
  /** Places where a new phase begins: the chart starts afresh there, with estimates of its own. */
  readonly phases?: readonly number[];
}

/** What one phase is judged by. */
export interface WeightedEstimate {
  readonly phase: number;
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly sigma: number;
}

interface Prepared {
  readonly groups: readonly Subgroup[];
  readonly estimates: readonly WeightedEstimate[];
}

/** `own` are the names of the chart's own options, taken out already: they are for the sentence. */
function prepare(data: Readings, reference: Reference, own: readonly string[]): Prepared {
  onlyNamed('options', reference, ['target', 'sigma', 'phases', ...own]);
  const { target, sigma, phases = [] } = reference;
  if (!(data?.length >= 1)) refuse('data', data, 'a list of at least 1 reading or subgroup');
  if (target !== undefined) finite('target', target);
  if (sigma !== undefined) positive('sigma', sigma);
  const isGrouped = typeof data[0] !== 'number';
  const groups = isGrouped
    ? Array.from(data as readonly ArrayLike<number>[], (values, i) => subgroupOf(values, `data[${i}]`, 1))
    : Array.from(data as ArrayLike<number>, (value, i) => ({ size: 1, mean: finite(`data[${i}]`, value), range: 0, deviation: 0 }));
  const scatterOf = (own: readonly Subgroup[]): number => {
    if (own.every((g) => g.size === 1)) return individuals(own.map((g) => g.mean)).estimates[0]!.sigma;
    const scattered = withinSigma(
      own.filter((g) => g.size > 1),
      'deviation',
      'pooled',
    ).sigma;
    if (scattered === 0) refuse('data', data, 'such that readings within a subgroup differ, or sigma must be given');
    return scattered;
  };
  const estimates = spans(groups.length, { phases }).spans.map(({ phase, from, to }) => {
    const own = groups.slice(from, to);
    const readings = own.reduce((sum, g) => sum + g.size, 0);
    return {
      phase,
      from,
      to,
      target: target ?? own.reduce((sum, g) => sum + g.size * g.mean, 0) / readings,
      sigma: sigma ?? scatterOf(own),
    };
  });
  return { groups, estimates };
}

export interface EwmaChart extends Chart {
  readonly estimates: readonly WeightedEstimate[];
}

/**
 * Exponentially weighted moving average: small lasting shifts seen early (Roberts 1959; Montgomery 9.2).
 * `weight` (lambda) of the newest reading, default 0.2; `sigmas` width, default 3 (2.7 suits weights up to 0.1).
 * The limits are exact for the time since start and for sizes that differ: they widen from the first point on.
 */
export function ewma(data: Readings, { weight = 0.2, sigmas = 3, ...reference }: Reference & { readonly weight?: number; readonly sigmas?: number } = {}): EwmaChart {
  if (!(weight > 0 && weight <= 1)) refuse('weight', weight, 'above 0 and at most 1');
  positive('sigmas', sigmas);
  const { groups, estimates } = prepare(data, reference, ['weight', 'sigmas']);
  const points = estimates.flatMap(({ phase, from, to, target, sigma }) => {
    let value = target;
    let variance = 0;
    return groups.slice(from, to).map((g, i) => {
      value = weight * g.mean + (1 - weight) * value;
      variance = (weight * weight * sigma * sigma) / g.size + (1 - weight) ** 2 * variance;
      return point(from + i, phase, value, target, Math.sqrt(variance), sigmas, false);
    });
  });
  return { statistic: 'weighted average', points, estimates };
}

export interface CusumPoint {
  readonly index: number;
  readonly phase: number;
  /** Distance of the reading from the target in its own standard deviations. */
  readonly z: number;
  /** Sum of what exceeds the allowance upwards, in standard deviations of the plotted mean, never below 0. */
  readonly upper: number;
  /** The same downwards, counted positive. */
  readonly lower: number;
  /** Readings in a row that the sum has been above 0: when it signals, the shift began that many readings ago. */
  readonly upperRun: number;
  readonly lowerRun: number;
  readonly signal: 'above' | 'below' | undefined;
}

export interface CusumChart {
  readonly points: readonly CusumPoint[];
  readonly estimates: readonly WeightedEstimate[];
  /** Allowance k and decision interval h, in standard deviations. */
  readonly allowance: number;
  readonly decision: number;
}

/**
 * Tabular CUSUM (Page 1954; ISO 7870-4; Montgomery 9.1). `allowance` k is half the shift to be found (default 0.5, for a shift of one sigma);
 * `decision` h is the limit (default 5, as Montgomery and qcc; Minitab draws 4); `headStart` between 0 and h makes a wrong start show early
 * (half of h: Lucas & Crosier 1982). Sums go on after a signal unless `restarts`.
 */
export function cusum(
  data: Readings,
  {
    allowance = 0.5,
    decision = 5,
    headStart = 0,
    restarts = false,
    ...reference
  }: Reference & { readonly allowance?: number; readonly decision?: number; readonly headStart?: number; readonly restarts?: boolean } = {},
): CusumChart {
  if (!(allowance >= 0 && Number.isFinite(allowance))) refuse('allowance', allowance, 'a finite number of at least 0');
  positive('decision', decision);
  if (!(headStart >= 0 && headStart < decision)) refuse('headStart', headStart, `at least 0 and below the decision interval (${decision})`);
  const { groups, estimates } = prepare(data, reference, ['allowance', 'decision', 'headStart', 'restarts']);
  const points = estimates.flatMap(({ phase, from, to, target, sigma }) => {
    let [upper, lower, upperRun, lowerRun] = [headStart, headStart, 0, 0];
    return groups.slice(from, to).map((g, i): CusumPoint => {
      const z = ((g.mean - target) * Math.sqrt(g.size)) / sigma;
      upper = Math.max(0, upper + z - allowance);
      lower = Math.max(0, lower - z - allowance);
      upperRun = upper > 0 ? upperRun + 1 : 0;
      lowerRun = lower > 0 ? lowerRun + 1 : 0;
      const signal = isAbove(upper, decision, 1) ? 'above' : isAbove(lower, decision, 1) ? 'below' : undefined;
      const seen: CusumPoint = { index: from + i, phase, z, upper, lower, upperRun, lowerRun, signal };
      if (restarts && signal) [upper, lower, upperRun, lowerRun] = [0, 0, 0, 0];
      return seen;
    });
  });
  return { points, estimates, allowance, decision };
}

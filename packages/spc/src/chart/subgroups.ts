import { mean, standardDeviation } from '@millrace/statistics';
import { c4, c5 } from '../constants/constants.ts';
import { relativeRange } from '../constants/range.ts';
import { finite, oneOf, onlyNamed, positive, refuse, sample } from '../guard.ts';
import { point, spans, type Chart, type ChartPoint, type PhaseOptions, type Span } from './chart.ts';

/** What the limits of one phase rest on. */
export interface PhaseEstimate {
  readonly phase: number;
  readonly from: number;
  readonly to: number;
  /** Centre of the process, in the unit of the readings. */
  readonly mean: number;
  /** Standard deviation within subgroups, in the unit of the readings; by `montgomery` before the division by each c4. */
  readonly sigma: number;
}

/**
 * How subgroup ranges or standard deviations of different size are averaged (with one size all but `pooled` agree).
 * `weighted`: by their precision, as Minitab (qcc: MVLUE); `unweighted`: plainly, as qcc does by default (UWAVE);
 * `pooled`: root of the pooled variance over c4 of its degrees of freedom plus one, as Minitab's pooled (standard deviations only);
 * `montgomery`: root of the pooled variance over c4 of each subgroup's own size (Montgomery 6.3.2; standard deviations only).
 */
export type Averaging = 'weighted' | 'unweighted' | 'pooled' | 'montgomery';

export interface SubgroupOptions extends PhaseOptions {
  readonly averaging?: Averaging;
  /** Mean and standard deviation known from before: limits are drawn from them and nothing is estimated (phase II). */
  readonly known?: { readonly mean: number; readonly sigma: number };
}

export interface SubgroupCharts {
  readonly location: Chart;
  readonly dispersion: Chart;
  readonly estimates: readonly PhaseEstimate[];
}

export interface Subgroup {
  readonly size: number;
  readonly mean: number;
  readonly range: number;
  readonly deviation: number;
}

export function subgroupOf(values: ArrayLike<number>, argument: string, least = 2, spread: 'range' | 'deviation' = 'deviation'): Subgroup {
  sample(argument, values, least);
  let low = values[0]!;
  let high = low;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return {
    size: values.length,
    mean: mean(values),
    range: high - low,
    deviation: spread === 'deviation' && values.length > 1 ? standardDeviation(values) : 0,
  };
}

/** Within-subgroup standard deviation and what it is worth as the squared coefficient of variation. */
export function withinSigma(groups: readonly Subgroup[], spread: 'range' | 'deviation', averaging: Averaging): { readonly sigma: number; readonly squaredVariation: number } {
  if (averaging === 'pooled' || averaging === 'montgomery') {
    const df = groups.reduce((sum, g) => sum + g.size - 1, 0);
    const pooled = Math.sqrt(groups.reduce((sum, g) => sum + (g.size - 1) * g.deviation ** 2, 0) / df);
    return { sigma: averaging === 'pooled' ? pooled / c4(df + 1) : pooled, squaredVariation: (c5(df + 1) / c4(df + 1)) ** 2 };
  }
  // each subgroup gives an unbiased estimate; its weight is the inverse of its squared coefficient of variation
  let weights = 0;
  let squaredWeights = 0;
  let total = 0;
  for (const g of groups) {
    const factor = spread === 'range' ? relativeRange(g.size) : { d2: c4(g.size), d3: c5(g.size) };
    const estimate = (spread === 'range' ? g.range : g.deviation) / factor.d2;
    const variation = (factor.d3 / factor.d2) ** 2;
    const weight = averaging === 'weighted' ? 1 / variation : 1;
    weights += weight;
    squaredWeights += weight * weight * variation;
    total += weight * estimate;
  }
  return { sigma: total / weights, squaredVariation: squaredWeights / (weights * weights) };
}

function charts(subgroups: readonly ArrayLike<number>[], spread: 'range' | 'deviation', options: SubgroupOptions): SubgroupCharts {
  if (!Array.isArray(subgroups) || subgroups.length === 0) refuse('subgroups', subgroups, 'a list of at least 1 subgroup');
  onlyNamed('options', options, ['averaging', 'known', 'sigmas', 'phases', 'exclude']);
  const averaging = oneOf('averaging', options.averaging ?? 'weighted', ['weighted', 'unweighted', 'pooled', 'montgomery']);
  if (spread === 'range' && (averaging === 'pooled' || averaging === 'montgomery')) refuse('averaging', averaging, 'weighted or unweighted for ranges');
  const groups = subgroups.map((values, i) => subgroupOf(values, `subgroups[${i}]`, 2, spread));
  const { sigmas, used, spans: stretches } = spans(groups.length, options);
  const { known } = options;
  if (known) {
    onlyNamed('known', known, ['mean', 'sigma']);
    finite('known.mean', known.mean);
    positive('known.sigma', known.sigma);
  }

  const estimate = ({ phase, from, to }: Span): PhaseEstimate => {
    if (known) return { phase, from, to, ...known };
    const counted = groups.slice(from, to).filter((_, i) => used[from + i]);
    if (counted.length < 2)
      refuse(
        'subgroups',
        subgroups,
        `such that phase ${phase} (places ${from} to ${to - 1}) counts at least 2 subgroups, or name limits known from before: one sets no limits for itself`,
      );
    const readings = counted.reduce((sum, g) => sum + g.size, 0);
    const { sigma } = withinSigma(counted, spread, averaging);
    if (sigma === 0) refuse('subgroups', subgroups, `such that readings within a subgroup differ: phase ${phase} has no scatter to set limits by`);
    return { phase, from, to, mean: counted.reduce((sum, g) => sum + g.size * g.mean, 0) / readings, sigma };
  };
  const estimates = stretches.map(estimate);
  const location: ChartPoint[] = [];
  const dispersion: ChartPoint[] = [];
  for (const { phase, from, to, mean: center, sigma: estimated } of estimates) {
    for (let i = from; i < to; i++) {
      const g = groups[i]!;
      const sigma = averaging === 'montgomery' && !known ? estimated / c4(g.size) : estimated;
      location.push(point(i, phase, g.mean, center, sigma / Math.sqrt(g.size), sigmas, !used[i]));
      const factor = spread === 'range' ? relativeRange(g.size) : { d2: c4(g.size), d3: c5(g.size) };
      const value = spread === 'range' ? g.range : g.deviation;
      dispersion.push(point(i, phase, value, factor.d2 * sigma, factor.d3 * sigma, sigmas, !used[i], 0));
    }
  }
  return {
    location: { statistic: 'mean', points: location },
    dispersion: { statistic: spread === 'range' ? 'range' : 'standard deviation', points: dispersion },
    estimates,
  };
}

/** Means and ranges of subgroups (ISO 7870-2; Montgomery 6.2). For subgroups of up to about 10; sizes may differ. */
export const xbarR = (subgroups: readonly ArrayLike<number>[], options: SubgroupOptions = {}): SubgroupCharts => charts(subgroups, 'range', options);

/** Means and standard deviations of subgroups (ISO 7870-2; Montgomery 6.3). For any size, and sizes that differ. */
export const xbarS = (subgroups: readonly ArrayLike<number>[], options: SubgroupOptions = {}): SubgroupCharts => charts(subgroups, 'deviation', options);

import { mean, median } from '@millrace/statistics';
import { rangeQuantile, relativeRange } from '../constants/range.ts';
import { finite, oneOf, onlyNamed, positive, refuse, sample, whole } from '../guard.ts';
import { point, spans, type Chart, type ChartPoint, type PhaseOptions } from './chart.ts';
import type { PhaseEstimate } from './subgroups.ts';

export interface IndividualsOptions extends PhaseOptions {
  /** Readings in a moving range, default 2. */
  readonly span?: number;
  /** `average` (default) or `median` moving range, which a few outliers do not widen. */
  readonly movingRange?: 'average' | 'median';
  /** Centre line: `mean` (default) or `median` of the readings. */
  readonly center?: 'mean' | 'median';
  /** Mean and standard deviation known from before. */
  readonly known?: { readonly mean: number; readonly sigma: number };
}

export interface IndividualsCharts {
  readonly individuals: Chart;
  /** From the reading that completes the first span of each phase. */
  readonly movingRanges: Chart;
  readonly estimates: readonly PhaseEstimate[];
}

/**
 * Individual readings and moving ranges (I-MR; ISO 7870-2; Montgomery 6.4).
 * Moving ranges do not reach across a phase start, nor, for the estimates, over an excluded reading.
 */
export function individuals(values: ArrayLike<number>, options: IndividualsOptions = {}): IndividualsCharts {
  sample('values', values, 2);
  onlyNamed('options', options, ['span', 'movingRange', 'center', 'known', 'sigmas', 'phases', 'exclude']);
  const span = whole('span', options.span ?? 2, 2, values.length);
  const way = oneOf('movingRange', options.movingRange ?? 'average', ['average', 'median']);
  const middle = oneOf('center', options.center ?? 'mean', ['mean', 'median']);
  const { known } = options;
  if (known) {
    onlyNamed('known', known, ['mean', 'sigma']);
    finite('known.mean', known.mean);
    positive('known.sigma', known.sigma);
  }
  const { sigmas, used, spans: stretches } = spans(values.length, options);
  const { d2, d3 } = relativeRange(span);
  const divisor = way === 'average' ? d2 : rangeQuantile(span, 0.5);
  const all = Array.from(values);
  /** Range of the span that ends at i. */
  const rangeAt = (i: number): number => {
    let low = all[i]!;
    let high = low;
    for (let k = i - span + 1; k < i; k++) {
      const value = all[k]!;
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    return high - low;
  };
  const isUsed = (i: number): boolean => {
    for (let k = i - span + 1; k <= i; k++) if (!used[k]) return false;
    return true;
  };

  const plotted: ChartPoint[] = [];
  const ranged: ChartPoint[] = [];
  const estimates = stretches.map(({ phase, from, to }): PhaseEstimate => {
    const firstRange = from + span - 1;
    const ranges: number[] = [];
    for (let i = firstRange; i < to; i++) ranges.push(rangeAt(i));
    let center: number;
    let sigma: number;
    if (known) {
      center = known.mean;
      sigma = known.sigma;
    } else {
      const counted = all.slice(from, to).filter((_, i) => used[from + i]);
      const countedRanges = ranges.filter((_, i) => isUsed(firstRange + i));
      if (countedRanges.length === 0)
        refuse(
          'phases and exclude',
          `${JSON.stringify(options.phases ?? [])} and ${JSON.stringify(options.exclude ?? [])}`,
          `such that phase ${phase} (places ${from} to ${to - 1}) keeps ${span} neighbouring readings`,
        );
      center = middle === 'mean' ? mean(counted) : median(counted);
      sigma = (way === 'average' ? mean(countedRanges) : median(countedRanges)) / divisor;
      if (sigma === 0)
        refuse('values', all, `such that ${way === 'average' ? '' : 'more than half of the '}neighbours in phase ${phase} differ: without scatter no limits can be set`);
    }
    for (let i = from; i < to; i++) plotted.push(point(i, phase, all[i]!, center, sigma, sigmas, !used[i]));
    ranges.forEach((range, i) => ranged.push(point(firstRange + i, phase, range, d2 * sigma, d3 * sigma, sigmas, !used[firstRange + i], 0)));
    return { phase, from, to, mean: center, sigma };
  });
  return {
    individuals: { statistic: 'individual', points: plotted },
    movingRanges: { statistic: 'moving range', points: ranged },
    estimates,
  };
}

/**
 * Process behaviour chart (XmR) of an indicator: natural process limits at the mean +- 2.659 average moving ranges (printed as 2.660) and an upper range limit of
 * 3.267 of them (Wheeler, Understanding Variation). With `median` both lines and moving ranges go by medians (3.145 and 3.865).
 * `baseline` is the number of first values that set the limits; later ones are judged by them. Aim for 12 or more.
 */
export function xmr(values: ArrayLike<number>, { baseline, by = 'mean', ...rest }: { readonly baseline?: number; readonly by?: 'mean' | 'median' } = {}): IndividualsCharts {
  onlyNamed('options', rest, ['baseline', 'by']);
  sample('values', values, 2);
  oneOf('by', by, ['mean', 'median']);
  const first = whole('baseline', baseline ?? values.length, 2, values.length);
  const options = { movingRange: by === 'mean' ? 'average' : 'median', center: by } as const;
  const [estimate] = individuals(Array.from(values).slice(0, first), options).estimates;
  return individuals(values, { known: { mean: estimate!.mean, sigma: estimate!.sigma } });
}

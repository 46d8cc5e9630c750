import { mean } from '@millrace/statistics';
import { relativeRange } from '../constants/range.ts';
import { finite, onlyNamed, positive, refuse, whole } from '../guard.ts';
import { point, spans, type Chart, type ChartPoint, type PhaseOptions } from './chart.ts';

export interface AttributeOptions extends PhaseOptions {
  /** Share defective, or defects per unit, known from before. */
  readonly known?: number;
}

/** What the limits of one phase rest on. */
export interface AttributeEstimate {
  readonly phase: number;
  readonly from: number;
  readonly to: number;
  /** Share defective (p, np) or defects per unit (c, u). */
  readonly rate: number;
  /** Laney's factor on the width: 1 where counts scatter as binomial or Poisson, and on plain charts. */
  readonly sigmaZ: number;
}

export interface AttributeChart extends Chart {
  readonly estimates: readonly AttributeEstimate[];
}

interface Counts {
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
}

function checkedCounts(name: string, counts: ArrayLike<number>, sizeName: string, sizes: ArrayLike<number> | number, isShare: boolean): Counts {
  if (!(counts?.length >= 1)) refuse(name, counts, 'a list of at least 1 count');
  const all = Array.from(counts, (count, i) => whole(`${name}[${i}]`, count, 0));
  if (typeof sizes !== 'number' && sizes?.length !== all.length) refuse(sizeName, sizes, `one number, or as many as ${name} (${all.length})`);
  const each = all.map((count, i) => {
    const size = typeof sizes === 'number' ? sizes : sizes[i]!;
    const label = typeof sizes === 'number' ? sizeName : `${sizeName}[${i}]`;
    if (!isShare) return positive(label, size);
    whole(label, size, 1);
    if (count > size) refuse(`${name}[${i}]`, count, `at most its sample size (${size})`);
    return size;
  });
  return { counts: all, sizes: each };
}

interface Kind {
  readonly statistic: string;
  readonly isShare: boolean;
  /** Plot the rate itself or the count. */
  readonly plotsCount: boolean;
  readonly laney: boolean;
}

function draw({ counts, sizes }: Counts, kind: Kind, options: AttributeOptions): AttributeChart {
  onlyNamed('options', options, ['known', 'sigmas', 'phases', 'exclude']);
  const { sigmas, used, spans: stretches } = spans(counts.length, options);
  const { known } = options;
  if (known !== undefined) {
    finite('known', known);
    if (known <= 0 || (kind.isShare && known >= 1)) refuse('known', known, kind.isShare ? 'between 0 and 1, both excluded' : 'above 0');
  }
  const points: ChartPoint[] = [];
  const estimates = stretches.map(({ phase, from, to }): AttributeEstimate => {
    const places = Array.from({ length: to - from }, (_, i) => from + i);
    const counted = places.filter((i) => used[i]);
    if (counted.length === 0) refuse('exclude', options.exclude, `such that phase ${phase} (places ${from} to ${to - 1}) keeps at least 1 sample`);
    // one sample is always on its own centre line: nothing could signal
    if (known === undefined && counted.length < 2)
      refuse('the counts', counted, `at least 2 in phase ${phase}, unless known gives the share or rate: from one sample no limits can be set`);
    const rate = known ?? counted.reduce((sum, i) => sum + counts[i]!, 0) / counted.reduce((sum, i) => sum + sizes[i]!, 0);
    if (rate === 0) refuse('the counts', counted, `above 0 somewhere in phase ${phase}: from none found, no limits can be set`);
    if (kind.isShare && rate === 1) refuse('the counts', counted, `below their sample sizes somewhere in phase ${phase}: from all defective, no limits can be set`);
    const unit = kind.isShare ? rate * (1 - rate) : rate;
    const sigmaOf = (i: number) => Math.sqrt(unit / sizes[i]!);

    let sigmaZ = 1;
    if (kind.laney) {
      // moving ranges of the standardised rates, neighbours within the phase that both count
      const z = (i: number) => (counts[i]! / sizes[i]! - rate) / sigmaOf(i);
      const ranges = places
        .slice(1)
        .filter((i) => used[i] && used[i - 1])
        .map((i) => Math.abs(z(i) - z(i - 1)));
      if (ranges.length === 0) refuse('the counts', counted, `at least 2 neighbours in phase ${phase}`);
      sigmaZ = mean(ranges) / relativeRange(2).d2;
      if (sigmaZ === 0) refuse('the counts', counted, `such that rates in phase ${phase} differ: without scatter no limits can be set`);
    }
    for (const i of places) {
      const factor = kind.plotsCount ? sizes[i]! : 1;
      const ceiling = kind.isShare ? factor : Number.POSITIVE_INFINITY;
      const value = kind.plotsCount ? counts[i]! : counts[i]! / sizes[i]!;
      points.push(point(i, phase, value, rate * factor, sigmaOf(i) * sigmaZ * factor, sigmas, !used[i], 0, ceiling));
    }
    return { phase, from, to, rate, sigmaZ };
  });
  return { statistic: kind.statistic, points, estimates };
}

interface Defectives {
  readonly defectives: ArrayLike<number>;
  /** Pieces inspected, one number for all samples or one for each. */
  readonly sizes: ArrayLike<number> | number;
}

interface Defects {
  readonly defects: ArrayLike<number>;
  /** Units inspected (parts, metres, hours), one number for all samples or one for each. */
  readonly units: ArrayLike<number> | number;
}

function share({ defectives, sizes, ...rest }: Defectives): Counts {
  onlyNamed('the counts', rest, ['defectives', 'sizes']);
  return checkedCounts('defectives', defectives, 'sizes', sizes, true);
}

function rate({ defects, units, ...rest }: Defects): Counts {
  onlyNamed('the counts', rest, ['defects', 'units']);
  return checkedCounts('defects', defects, 'units', units, false);
}

function perSample({ defects, ...rest }: { readonly defects: ArrayLike<number> }): Counts {
  onlyNamed('the counts', rest, ['defects']);
  return checkedCounts('defects', defects, 'units', 1, false);
}

/** Share defective, sizes may differ (ISO 7870-2; Montgomery 7.2). Limits are cut at 0 and 1. */
export const pChart = (given: Defectives, options: AttributeOptions = {}): AttributeChart =>
  draw(share(given), { statistic: 'share defective', isShare: true, plotsCount: false, laney: false }, options);

/** Number defective (ISO 7870-2; Montgomery 7.2.1). With sizes that differ, the centre line moves as well; prefer p. */
export const npChart = (given: Defectives, options: AttributeOptions = {}): AttributeChart =>
  draw(share(given), { statistic: 'number defective', isShare: true, plotsCount: true, laney: false }, options);

/** Number of defects in samples of one size (ISO 7870-2; Montgomery 7.3). */
export const cChart = (given: { readonly defects: ArrayLike<number> }, options: AttributeOptions = {}): AttributeChart =>
  draw(perSample(given), { statistic: 'defects', isShare: false, plotsCount: true, laney: false }, options);

/** Defects per unit, sizes may differ (ISO 7870-2; Montgomery 7.3). */
export const uChart = (given: Defects, options: AttributeOptions = {}): AttributeChart =>
  draw(rate(given), { statistic: 'defects per unit', isShare: false, plotsCount: false, laney: false }, options);

/** p' chart: share defective whose limits follow the scatter between samples too (Laney 2002); for sizes in the thousands. */
export const laneyP = (given: Defectives, options: AttributeOptions = {}): AttributeChart =>
  draw(share(given), { statistic: 'share defective', isShare: true, plotsCount: false, laney: true }, options);

/** u' chart: defects per unit whose limits follow the scatter between samples too (Laney 2002). */
export const laneyU = (given: Defects, options: AttributeOptions = {}): AttributeChart =>
  draw(rate(given), { statistic: 'defects per unit', isShare: false, plotsCount: false, laney: true }, options);

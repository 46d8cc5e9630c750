import { beta } from '../distribution/beta.ts';
import { chiSquared } from '../distribution/gamma.ts';
import { standardNormalQuantile } from '../distribution/normal.ts';
import { oneOf, onlyNamed, positive, whole } from '../guard.ts';
import { errors, type Interval, type IntervalOptions } from './interval.ts';

/** `exact` (Clopper & Pearson 1934) never promises too much; `wilson` (1927) is right on average and shorter. */
export type ProportionMethod = 'exact' | 'wilson';

/** Confidence limits of a share: defectives in `count` of `trials` pieces. */
export function proportionInterval(
  { count, trials, ...rest }: { readonly count: number; readonly trials: number },
  { method = 'exact', ...options }: IntervalOptions & { readonly method?: ProportionMethod } = {},
): Interval {
  onlyNamed('the count', rest, ['count', 'trials']);
  whole('trials', trials, 1);
  whole('count', count, 0, trials);
  oneOf('method', method, ['exact', 'wilson']);
  const { confidence, below, above } = errors(options, ['method']);
  if (method === 'exact') {
    return {
      low: below === 0 || count === 0 ? 0 : beta({ a: count, b: trials - count + 1 }).quantile(below),
      high: above === 0 || count === trials ? 1 : beta({ a: count + 1, b: trials - count }).upperQuantile(above),
      confidence,
    };
  }
  const share = count / trials;
  const limit = (z: number) => (share + (z * z) / (2 * trials) + z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) / (1 + (z * z) / trials);
  return {
    low: below === 0 || count === 0 ? 0 : limit(standardNormalQuantile(below)),
    high: above === 0 || count === trials ? 1 : limit(-standardNormalQuantile(above)),
    confidence,
  };
}

/** Confidence limits of a rate: `count` events in `exposure` (hours, parts, square metres), exact (Garwood 1936). */
export function rateInterval({ count, exposure, ...rest }: { readonly count: number; readonly exposure: number }, options: IntervalOptions = {}): Interval {
  onlyNamed('the count', rest, ['count', 'exposure']);
  whole('count', count, 0);
  positive('exposure', exposure);
  const { confidence, below, above } = errors(options);
  return {
    low: below === 0 || count === 0 ? 0 : chiSquared({ df: 2 * count }).quantile(below) / 2 / exposure,
    high: above === 0 ? Number.POSITIVE_INFINITY : chiSquared({ df: 2 * count + 2 }).upperQuantile(above) / 2 / exposure,
    confidence,
  };
}

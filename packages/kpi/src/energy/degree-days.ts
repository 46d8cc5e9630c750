import { finite } from '../lineage.ts';
import { day as dateOf } from './calendarise.ts';
import { onlyNamed } from '@millrace/statistics/guard';

/** Outside air of one day, in the unit of the base: either its mean, or its lowest and highest. */
export type DayTemperature = { readonly date: string } & ({ readonly mean: number } | { readonly low: number; readonly high: number });

export type DegreeDayOptions = {
  readonly kind: 'heating' | 'cooling';
  /** Temperature at which nothing is heated or cooled: 15.5 degC (UK), 18 degC, 65 degF (US); a plant finds its own. */
  readonly base: number;
  /**
   * `mean`: what the day's mean lies below (above) the base, and nothing where it does not (NOAA, CBS). `max-min`: also counts the part of
   * a day that crosses the base, by its lowest and highest (UK practice since the 1920s; vesma.com, degreedaysdirect.com). They differ in
   * spring and autumn. Default: mean.
   */
  readonly method?: 'mean' | 'max-min';
};

/** Degree days of a period: the sum over its days, in degrees times days. A driver of an energy baseline; say base and method beside it. */
export function degreeDays(days: readonly DayTemperature[], options: DegreeDayOptions): number {
  onlyNamed('options', options, ['kind', 'base', 'method']);
  const { kind, method = 'mean' } = options;
  const base = finite(options.base, 'base');
  if (kind !== 'heating' && kind !== 'cooling') throw new RangeError(`kind is ${JSON.stringify(kind)}; allowed is heating or cooling.`);
  if (method !== 'mean' && method !== 'max-min') throw new RangeError(`method is ${JSON.stringify(method)}; allowed is mean or max-min.`);
  if (days.length === 0) throw new RangeError('days is empty; allowed is at least one. A day without temperature is not taken as one without heating.');
  const dates = new Set<string>();
  let sum = 0;
  for (const day of days) {
    dateOf(day.date, 'date of a day');
    if (dates.has(day.date)) throw new RangeError(`day ${day.date} is given twice; allowed is each once.`);
    dates.add(day.date);
    const { low, high } = extremesOf(day, method);
    // cooling is heating turned upside down
    sum += kind === 'heating' ? shortfall(low, high, base) : shortfall(-high, -low, -base);
  }
  return sum;
}

function extremesOf(day: DayTemperature, method: 'mean' | 'max-min'): { readonly low: number; readonly high: number } {
  if (!('low' in day)) {
    if (method === 'max-min') throw new RangeError(`day ${day.date} has only a mean; the method max-min needs low and high.`);
    const mean = finite(day.mean, `day ${day.date} mean`);
    return { low: mean, high: mean };
  }
  const [low, high] = [finite(day.low, `day ${day.date} low`), finite(day.high, `day ${day.date} high`)];
  if (low > high) throw new RangeError(`day ${day.date} low is ${low}, high is ${high}; allowed is low up to high.`);
  const mean = (low + high) / 2;
  return method === 'mean' ? { low: mean, high: mean } : { low, high };
}

function shortfall(low: number, high: number, base: number): number {
  if (low >= base) return 0;
  if (high <= base) return base - (low + high) / 2;
  if ((low + high) / 2 >= base) return (base - low) / 4;
  return (base - low) / 2 - (high - base) / 4;
}

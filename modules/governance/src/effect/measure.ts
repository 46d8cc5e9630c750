import { isCounted, type Value } from '@millrace/indicator';
import type { Measure } from './effect.ts';

/**
 * An indicator over a time, from its final values: the sum of what was counted over the sum of what it was counted on, never a mean of ratios,
 * in the unit of its definition. Undefined where no value is final, or none has anything to be counted on.
 */
export function measured(values: readonly Value[], unit: string, from: Temporal.Instant, until: Temporal.Instant): Measure | undefined {
  const inside = values.filter(
    (one) => one.state !== 'provisional' && isCounted(one) && Temporal.Instant.compare(one.startsAt, from) >= 0 && Temporal.Instant.compare(one.endsAt, until) <= 0,
  );
  const sum = (field: 'numerator' | 'denominator') => inside.reduce((all, one) => all + one[field], 0);
  const denominator = sum('denominator');
  if (denominator === 0) return undefined;
  const perRatio = unit === '%' ? 100 : 1;
  return { value: Math.round((sum('numerator') / denominator) * perRatio * 100) / 100, windows: inside.length };
}

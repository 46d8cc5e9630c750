import type { Value } from '@millrace/indicator';
import type { Measure } from './effect.ts';

/**
 * An indicator over a time, from its final values: the sum of what was counted over the sum of what it was counted on, never a mean of ratios.
 * Undefined where no value is final, or none has anything to be counted on.
 */
export function measured(values: readonly Value[], from: Temporal.Instant, until: Temporal.Instant): Measure | undefined {
  const inside = values.filter(
    (one) =>
      one.state !== 'provisional' &&
      one.value !== undefined &&
      one.denominator !== 0 &&
      Temporal.Instant.compare(one.startsAt, from) >= 0 &&
      Temporal.Instant.compare(one.endsAt, until) <= 0,
  );
  if (inside.length === 0) return undefined;
  // a value is its ratio in its own unit, such as percent: one that is not zero says how many of those a ratio has
  const telling = inside.find((one) => one.numerator !== 0);
  const perRatio = telling ? Number(telling.value) / (telling.numerator / telling.denominator) : 1;
  const sum = (field: 'numerator' | 'denominator') => inside.reduce((all, one) => all + one[field], 0);
  return { value: Math.round((sum('numerator') / sum('denominator')) * perRatio * 100) / 100, windows: inside.length };
}

import * as z from 'zod';

const units = {
  s: 'seconds',
  second: 'seconds',
  seconds: 'seconds',
  min: 'minutes',
  h: 'hours',
  hour: 'hours',
  hours: 'hours',
  day: 'days',
  days: 'days',
  week: 'weeks',
  weeks: 'weeks',
  month: 'months',
  months: 'months',
  year: 'years',
  years: 'years',
} as const;

const form = /^(0|[1-9]\d*) (s|seconds?|min|h|hours?|days?|weeks?|months?|years?)$/;

/** A length of time as people write it in a model file: `5 min`, `8 h`, `24 months`. Kept as written; read it with `readDuration`. */
export const duration = z
  .string()
  .regex(form, 'is a time such as 30 s, 5 min, 8 h, 2 days, 24 months')
  .meta({ examples: ['5 min', '24 months'] });

/**
 * The length of time behind `5 min` or `24 months`, one calendar unit only.
 * A month is a calendar month, not 30 days: add it to a date, do not turn it into seconds.
 */
export function readDuration(text: string): Temporal.Duration {
  const found = form.exec(text);
  if (found?.[1] === undefined || found[2] === undefined) throw new TypeError(`"${text}" is no duration: write a whole number and a unit, such as 5 min or 24 months.`);
  const unit = units[found[2] as keyof typeof units];
  return Temporal.Duration.from({ [unit]: Number(found[1]) });
}

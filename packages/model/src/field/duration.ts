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

// a century of each: longer than any record is kept, and far from where a calendar ends
const most: Readonly<Record<string, number>> = { seconds: 3_155_760_000, minutes: 52_596_000, hours: 876_600, days: 36_525, weeks: 5_217, months: 1_200, years: 100 };

/** A length of time as people write it in a model file: `5 min`, `8 h`, `24 months`; at most a hundred years. Kept as written; read it with `readDuration`. */
export const duration = z
  .string()
  .regex(form, { error: 'is a time such as 30 s, 5 min, 8 h, 2 days, 24 months', abort: true })
  .refine((text) => !isTooLong(text), 'goes beyond a hundred years')
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

function isTooLong(text: string): boolean {
  const [, count, unit] = form.exec(text) ?? [];
  return Number(count) > (most[units[unit as keyof typeof units]] ?? 0);
}

import type { WorkCalendar } from './definition.ts';
import { checkInstant, interval, isBefore } from './interval.ts';
import type { Interval } from './interval.ts';

/**
 * The instant of a local time. A time that the clock jumps over (spring) is taken as much later as the jump; one that comes twice (autumn)
 * is
 * the first (RFC 5545 3.3.5, Temporal `compatible`). So the end of one shift and the start of the next are always the same instant.
 */
export function instantOf(calendar: WorkCalendar, date: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.Instant {
  checkDate('date', date);
  return date.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: time }).toInstant();
}

/** Refuses what is no date without time; text from JSON is one of those. */
export function checkDate(name: string, date: unknown): void {
  if (!(date instanceof Temporal.PlainDate))
    throw new RangeError(`${name} is ${typeof date === 'string' ? JSON.stringify(date) : String(date)}; allowed is a date, such as Temporal.PlainDate.from("2026-01-05").`);
}

/** The production day of a date, from its start to the next one's. It has 23 or 25 hours where the clock changes in it. */
export function productionDay(calendar: WorkCalendar, date: Temporal.PlainDate): Interval {
  checkDate('date', date);
  const first = calendar.productionDay.namedBy === 'end' ? date.subtract({ days: 1 }) : date;
  const { start } = calendar.productionDay;
  return interval(instantOf(calendar, first, start), instantOf(calendar, first.add({ days: 1 }), start));
}

/** The date of the production day that an instant is in. */
export function productionDate(calendar: WorkCalendar, at: Temporal.Instant): Temporal.PlainDate {
  checkInstant('at', at);
  const local = at.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const started = isBefore(at, instantOf(calendar, local, calendar.productionDay.start)) ? local.subtract({ days: 1 }) : local;
  return calendar.productionDay.namedBy === 'end' ? started.add({ days: 1 }) : started;
}

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * The production days that make up the period a date is in, as one interval with its first and last date. Weeks begin on Monday (ISO 8601).
 */
export function productionPeriod(
  calendar: WorkCalendar,
  period: Period,
  date: Temporal.PlainDate,
): Interval & { readonly firstDate: Temporal.PlainDate; readonly lastDate: Temporal.PlainDate } {
  if (!Object.hasOwn(lengthOf, period)) throw new RangeError(`period is ${JSON.stringify(period)}; allowed is ${Object.keys(lengthOf).join(', ')}.`);
  checkDate('date', date);
  const firstDate = firstOf(period, date);
  const lastDate = firstDate.add(lengthOf[period]).subtract({ days: 1 });
  return { firstDate, lastDate, start: productionDay(calendar, firstDate).start, end: productionDay(calendar, lastDate).end };
}

const lengthOf: Readonly<Record<Period, Temporal.DurationLike>> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

function firstOf(period: Period, date: Temporal.PlainDate): Temporal.PlainDate {
  switch (period) {
    case 'day':
      return date;
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 });
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ month: date.month - ((date.month - 1) % 3), day: 1 });
    case 'year':
      return date.with({ month: 1, day: 1 });
  }
}

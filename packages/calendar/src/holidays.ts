import type { Holiday } from './definition.ts';

/**
 * A holiday that comes every year: on a date, some days from Easter Sunday, or on the n-th weekday of a month (-1 the last). `moved` says
 * what
 * happens where it falls on a weekend: nothing, to Monday after, or to the nearer of Friday and Monday.
 */
export type HolidayRule = {
  readonly name: string;
  readonly closes?: Holiday['closes'];
  readonly moved?: 'not' | 'to-monday' | 'to-nearest-weekday';
} & (
  | { readonly kind: 'date'; readonly month: number; readonly day: number }
  | { readonly kind: 'easter'; readonly days: number }
  | { readonly kind: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
);

/** Holidays of one year by rules, by date. Two on one date are joined under both names. */
export function holidaysOf(year: number, rules: readonly HolidayRule[]): Holiday[] {
  if (!Number.isInteger(year)) throw new RangeError(`year is ${year}; allowed is a whole number.`);
  const found = new Map<string, Holiday>();
  for (const rule of rules) {
    const date = substituted(dateOf(year, rule), rule.moved ?? 'not').toString();
    const other = found.get(date);
    found.set(date, { date, name: other ? `${other.name}, ${rule.name}` : rule.name, ...(rule.closes && { closes: rule.closes }) });
  }
  return [...found.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): Temporal.PlainDate {
  if (!Number.isInteger(year) || year < 1583 || year > 9999) throw new RangeError(`year is ${year}; allowed is a whole number from 1583 to 9999.`);
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

/** The n-th weekday (Monday 1 to Sunday 7) of a month; -1 is the last. A fifth that does not exist is refused. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate {
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) throw new RangeError(`weekday is ${weekday}; allowed is 1 (Monday) to 7 (Sunday).`);
  if (!Number.isInteger(nth) || nth === 0 || Math.abs(nth) > 5) throw new RangeError(`nth is ${nth}; allowed is 1 to 5, or -1 to -5 from the end.`);
  const first = Temporal.PlainDate.from({ year, month, day: 1 }, { overflow: 'reject' });
  const start = nth > 0 ? first : first.with({ day: first.daysInMonth });
  const days = nth > 0 ? ((weekday - start.dayOfWeek + 7) % 7) + (nth - 1) * 7 : -(((start.dayOfWeek - weekday + 7) % 7) + (-nth - 1) * 7);
  const date = start.add({ days });
  if (date.month !== first.month) throw new RangeError(`nth is ${nth}; ${year}-${String(month).padStart(2, '0')} has no such weekday.`);
  return date;
}

function dateOf(year: number, rule: HolidayRule): Temporal.PlainDate {
  switch (rule.kind) {
    case 'date':
      return Temporal.PlainDate.from({ year, month: rule.month, day: rule.day }, { overflow: 'reject' });
    case 'easter':
      return easterSunday(year).add({ days: rule.days });
    case 'weekday':
      return nthWeekday(year, rule.month, rule.weekday, rule.nth);
    default:
      throw new RangeError(`kind is ${JSON.stringify((rule as { kind?: unknown }).kind)}; allowed is date, easter or weekday.`);
  }
}

function substituted(date: Temporal.PlainDate, moved: 'not' | 'to-monday' | 'to-nearest-weekday'): Temporal.PlainDate {
  if (moved === 'not' || date.dayOfWeek < 6) return date;
  if (moved === 'to-nearest-weekday' && date.dayOfWeek === 6) return date.subtract({ days: 1 });
  return date.add({ days: 8 - date.dayOfWeek });
}

import type { Holiday } from './definition.ts';
import { onlyNamed } from './only-named.ts';

/** What happens to a holiday on a weekend: nothing, the Monday after, the nearer of Friday and Monday, or the next weekday that is no holiday yet. */
export type Substitution = 'not' | 'to-monday' | 'to-nearest-weekday' | 'to-next-free-weekday';

/** A holiday that comes every year: on a date, some days from Easter Sunday, or on the n-th weekday of a month (-1 the last). */
export type HolidayRule = {
  readonly name: string;
  readonly closes?: Holiday['closes'];
  readonly moved?: Substitution;
} & (
  | { readonly kind: 'date'; readonly month: number; readonly day: number }
  | { readonly kind: 'easter'; readonly days: number; readonly church?: Church }
  | { readonly kind: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
);

/** Whose Easter: that of the western churches, or of the orthodox ones, who reckon it in the Julian calendar. */
export type Church = 'western' | 'orthodox';

/**
 * Holidays of one year by rules, by date. Two on one date are joined under both names. A holiday of January that is moved to Friday bears the
 * last date of December: ask for the next year too.
 */
export function holidaysOf(year: number, rules: readonly HolidayRule[]): Holiday[] {
  if (!Number.isInteger(year)) throw new RangeError(`year is ${year}; allowed is a whole number.`);
  const found = new Map<string, Holiday>();
  const book = (rule: HolidayRule, on: Temporal.PlainDate): void => {
    const date = on.toString();
    const other = found.get(date);
    if (other?.closes && rule.closes && other.closes !== rule.closes)
      throw new RangeError(`${other.name} closes ${other.closes} and ${rule.name} closes ${rule.closes} on ${date}; allowed is one way on one date.`);
    const closes = rule.closes ?? other?.closes;
    found.set(date, { date, name: other ? `${other.name}, ${rule.name}` : rule.name, ...(closes && { closes }) });
  };
  const dated = rules.map((rule) => ({ rule, date: dateOf(year, rule) }));
  const isWaiting = ({ rule, date }: (typeof dated)[number]): boolean => rule.moved === 'to-next-free-weekday' && date.dayOfWeek > 5;
  // those that look for a free day come last, by date: Christmas Day before Boxing Day
  for (const { rule, date } of dated.filter((one) => !isWaiting(one))) book(rule, substituted(date, rule.moved ?? 'not'));
  for (const { rule, date } of dated.filter(isWaiting).toSorted((a, b) => Temporal.PlainDate.compare(a.date, b.date))) {
    let free = date;
    while (free.dayOfWeek > 5 || found.has(free.toString())) free = free.add({ days: 1 });
    book(rule, free);
  }
  return [...found.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Easter Sunday as a date of the Gregorian calendar. `western`: by the algorithm of Meeus, Jones and Butcher. `orthodox`: Easter of the
 * Julian calendar, with the days by which the two calendars differ in that year (both in Meeus, Astronomical Algorithms, chapter 8).
 */
export function easterSunday(year: number, church: Church = 'western'): Temporal.PlainDate {
  if (!Number.isInteger(year) || year < 1583 || year > 9999) throw new RangeError(`year is ${year}; allowed is a whole number from 1583 to 9999.`);
  if (church === 'orthodox') return orthodoxEaster(year);
  if (church !== 'western') throw new RangeError(`church is ${JSON.stringify(church)}; allowed is western or orthodox.`);
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return marchDay(year, h + l - 7 * m + 22);
}

function orthodoxEaster(year: number): Temporal.PlainDate {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  // the Gregorian calendar leaves out three leap days in four centuries
  const daysBehind = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return marchDay(year, d + e + 22 + daysBehind);
}

/** The n-th day counted from the last of February. */
const marchDay = (year: number, nth: number): Temporal.PlainDate => Temporal.PlainDate.from({ year, month: 3, day: 1 }).add({ days: nth - 1 });

/** The n-th weekday (Monday 1 to Sunday 7) of a month; -1 is the last. A fifth that does not exist is refused. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate {
  whole('year', year);
  whole('month', month);
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) throw new RangeError(`weekday is ${weekday}; allowed is 1 (Monday) to 7 (Sunday).`);
  if (!Number.isInteger(nth) || nth === 0 || Math.abs(nth) > 5) throw new RangeError(`nth is ${nth}; allowed is 1 to 5, or -1 to -5 from the end.`);
  const first = dayOfMonth('month', year, month, 1);
  const start = nth > 0 ? first : first.with({ day: first.daysInMonth });
  const days = nth > 0 ? ((weekday - start.dayOfWeek + 7) % 7) + (nth - 1) * 7 : -(((start.dayOfWeek - weekday + 7) % 7) + (-nth - 1) * 7);
  const date = start.add({ days });
  if (date.month !== first.month) throw new RangeError(`nth is ${nth}; ${year}-${String(month).padStart(2, '0')} has no such weekday.`);
  return date;
}

const ruleNames: Readonly<Record<HolidayRule['kind'], readonly string[]>> = {
  date: ['month', 'day'],
  easter: ['days', 'church'],
  weekday: ['month', 'weekday', 'nth'],
};

function dateOf(year: number, rule: HolidayRule): Temporal.PlainDate {
  if (Object.hasOwn(ruleNames, rule.kind)) onlyNamed(rule.name, rule, ['kind', 'name', 'closes', 'moved', ...ruleNames[rule.kind]]);
  switch (rule.kind) {
    case 'date':
      whole(`${rule.name}: month`, rule.month);
      whole(`${rule.name}: day`, rule.day);
      return dayOfMonth(rule.name, year, rule.month, rule.day);
    case 'easter':
      whole(`${rule.name}: days`, rule.days);
      return easterSunday(year, rule.church).add({ days: rule.days });
    case 'weekday':
      return nthWeekday(year, rule.month, rule.weekday, rule.nth);
    default:
      throw new RangeError(`kind is ${JSON.stringify((rule as { kind?: unknown }).kind)}; allowed is date, easter or weekday.`);
  }
}

function dayOfMonth(name: string, year: number, month: number, day: number): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch (cause) {
    throw new RangeError(`${name} is on month ${month}, day ${day}; the year ${year} has no such date.`, { cause });
  }
}

/** Temporal would read text as a number. */
function whole(name: string, value: number): void {
  if (!Number.isInteger(value)) throw new RangeError(`${name} is ${String(value)}; allowed is a whole number.`);
}

function substituted(date: Temporal.PlainDate, moved: Substitution): Temporal.PlainDate {
  if (!substitutions.includes(moved)) throw new RangeError(`moved is ${JSON.stringify(moved)}; allowed is ${substitutions.join(', ')}.`);
  if (moved === 'not' || date.dayOfWeek < 6) return date;
  if (moved === 'to-nearest-weekday' && date.dayOfWeek === 6) return date.subtract({ days: 1 });
  return date.add({ days: 8 - date.dayOfWeek });
}

const substitutions: readonly Substitution[] = ['not', 'to-monday', 'to-nearest-weekday', 'to-next-free-weekday'];

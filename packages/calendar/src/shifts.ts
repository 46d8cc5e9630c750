import type { CalendarException, ShiftTimes, WorkCalendar } from './definition.ts';
import { plainDate, plainDateTime, plainTime } from './local-time.ts';
import { checkInstant, earlierOf, intersection, isBefore, laterOf, lengthMs, order, overlap, without } from './interval.ts';
import type { Interval } from './interval.ts';
import { instantOf, productionDate, productionDay } from './production-day.ts';

/** One shift of one day, at instants. */
export type Shift = Interval & {
  /** `2026-03-28/night/B`: start date, shift, crew. The same at every expansion, so that records can refer to it. */
  readonly id: string;
  readonly shift: string;
  readonly crew?: string;
  /** Local date on which it starts. */
  readonly date: Temporal.PlainDate;
  /** The production day it is counted in. */
  readonly productionDate: Temporal.PlainDate;
  readonly breaks: readonly Interval[];
  /** The shift without breaks and closures: the time planned to be worked. */
  readonly working: readonly Interval[];
  /** What made it differ from the roster, if anything did. */
  readonly reason?: string;
};

// a shift lasts at most 24 h on the wall, so that one which reaches into a window started at most one day before it
const daysBefore = 1;

/** All shifts that overlap a window, by start, then roster. Whole shifts are given, also where they reach beyond the window. */
export function shiftsBetween(calendar: WorkCalendar, from: Temporal.Instant, to: Temporal.Instant): Shift[] {
  checkInstant('from', from);
  checkInstant('to', to);
  if (!isBefore(from, to)) throw new RangeError(`to is ${to.toString()}; allowed is an instant after from, ${from.toString()}.`);
  const first = from.toZonedDateTimeISO(calendar.timeZone).toPlainDate().subtract({ days: daysBefore });
  const last = to.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const result: Shift[] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const shift of shiftsStartingOn(calendar, date)) {
      if (overlap(shift, { start: from, end: to })) result.push(shift);
    }
  }
  return result.toSorted((a, b) => order(a.start, b.start));
}

/** All shifts counted in a production day. */
export function shiftsOf(calendar: WorkCalendar, date: Temporal.PlainDate): Shift[] {
  const { start, end } = productionDay(calendar, date);
  return shiftsBetween(calendar, start.subtract({ hours: 24 }), end.add({ hours: 24 })).filter((shift) => shift.productionDate.equals(date));
}

type Planned = {
  readonly times: ShiftTimes;
  readonly crew?: string;
  readonly reason?: string;
  /** Added on purpose: holidays and closures do not take it away. */ readonly isExtra?: true;
};

// the answer depends on the calendar and the date alone, and zoned times are dear: kept for two years of dates per calendar
const expanded = new WeakMap<WorkCalendar, Map<string, readonly Shift[]>>();
const mostDates = 750;

function shiftsStartingOn(calendar: WorkCalendar, date: Temporal.PlainDate): readonly Shift[] {
  let byDate = expanded.get(calendar);
  if (!byDate) expanded.set(calendar, (byDate = new Map()));
  const key = date.toString();
  const known = byDate.get(key);
  if (known) return known;
  const closures = closuresAround(calendar, date);
  const result: Shift[] = [];
  for (const planned of plannedOn(calendar, date)) {
    const shift = expand(calendar, date, planned, closures);
    if (shift) result.push(shift);
  }
  if (byDate.size >= mostDates) byDate.clear();
  byDate.set(key, result);
  return result;
}

/** The roster of a date, with its exceptions applied in the order in which they are written. */
function plannedOn(calendar: WorkCalendar, date: Temporal.PlainDate): Planned[] {
  let planned: Planned[] = [];
  for (const roster of calendar.rosters) {
    if (roster.from && Temporal.PlainDate.compare(date, roster.from) < 0) continue;
    if (roster.until && Temporal.PlainDate.compare(date, roster.until) > 0) continue;
    const length = roster.cycle.length;
    const place = ((roster.anchor.until(date).days % length) + length) % length;
    const times = calendar.shifts.get(roster.cycle[place] ?? '');
    if (times) planned.push({ times, ...(roster.crew !== undefined && { crew: roster.crew }) });
  }
  for (const exception of calendar.exceptions) {
    if (exception.kind === 'closed' || !plainDate(exception.date, 'date').equals(date)) continue;
    planned = applied(calendar, planned, exception);
  }
  return planned;
}

function applied(calendar: WorkCalendar, planned: readonly Planned[], exception: Exclude<CalendarException, { kind: 'closed' }>): Planned[] {
  const { reason } = exception;
  const meant = (entry: Planned, crew: string | undefined): boolean => entry.times.id === exception.shift && (crew === undefined || entry.crew === crew);
  switch (exception.kind) {
    case 'extra': {
      const times = calendar.shifts.get(exception.shift);
      return times ? [...planned, { times, reason, isExtra: true, ...(exception.crew !== undefined && { crew: exception.crew }) }] : [...planned];
    }
    case 'cancelled':
      return planned.filter((entry) => !meant(entry, exception.crew));
    case 'hours':
      return planned.map((entry) => {
        if (!meant(entry, undefined)) return entry;
        const start = exception.start === undefined ? entry.times.start : plainTime(exception.start, 'start');
        const end = exception.end === undefined ? entry.times.end : plainTime(exception.end, 'end');
        return { ...entry, times: { ...entry.times, start, end }, reason };
      });
    case 'stand-in':
      return planned.map((entry) => (meant(entry, exception.crew) ? { ...entry, crew: exception.by, reason } : entry));
  }
}

function expand(calendar: WorkCalendar, date: Temporal.PlainDate, planned: Planned, closures: readonly Interval[]): Shift | undefined {
  const { times, crew } = planned;
  const endsNextDay = Temporal.PlainTime.compare(times.end, times.start) <= 0;
  const start = instantOf(calendar, date, times.start);
  const end = instantOf(calendar, endsNextDay ? date.add({ days: 1 }) : date, times.end);
  // a shift of the hour that the clock jumps over has no length that day
  if (!isBefore(start, end)) return undefined;
  const whole: Interval = { start, end };
  const breaks: Interval[] = [];
  for (const pause of times.breaks) {
    const dayOf = (time: Temporal.PlainTime, isEnd: boolean): Temporal.PlainDate => {
      const order = Temporal.PlainTime.compare(time, times.start);
      return order < 0 || (isEnd && order === 0) ? date.add({ days: 1 }) : date;
    };
    const part = overlap(whole, boundsOf(instantOf(calendar, dayOf(pause.start, false), pause.start), instantOf(calendar, dayOf(pause.end, true), pause.end)));
    if (part) breaks.push(part);
  }
  const belongsTo = productionDateOf(calendar, whole);
  const holiday = calendar.holidays.get(belongsTo.toString());
  if (holiday && (holiday.closes ?? 'production-day') === 'production-day' && !planned.isExtra) return undefined;
  const open = planned.isExtra ? [whole] : without([whole], closures);
  if (open.length === 0) return undefined;
  return {
    id: [date.toString(), times.id, ...(crew === undefined ? [] : [crew])].join('/'),
    shift: times.id,
    ...(crew !== undefined && { crew }),
    date,
    productionDate: belongsTo,
    start,
    end,
    breaks,
    working: without(open, breaks),
    ...(planned.reason !== undefined && { reason: planned.reason }),
  };
}

// a break in the hour that the clock jumps over may come out backwards; it then has no length
const boundsOf = (start: Temporal.Instant, end: Temporal.Instant): Interval => ({ start: earlierOf(start, end), end: laterOf(start, end) });

function productionDateOf(calendar: WorkCalendar, shift: Interval): Temporal.PlainDate {
  const ofStart = productionDate(calendar, shift.start);
  if (calendar.productionDay.shiftBelongsTo === 'start') return ofStart;
  const candidates = [ofStart, ofStart.add({ days: 1 })];
  const shares = candidates.map((candidate) => intersection([shift], [productionDay(calendar, candidate)]).reduce((total, part) => total + lengthMs(part), 0));
  return (shares[1] ?? 0) > (shares[0] ?? 0) ? ofStart.add({ days: 1 }) : ofStart;
}

/** Closures that can reach into shifts which start on a date. */
function closuresAround(calendar: WorkCalendar, date: Temporal.PlainDate): Interval[] {
  const midnight = Temporal.PlainTime.from('00:00');
  const window: Interval = { start: instantOf(calendar, date, midnight), end: instantOf(calendar, date.add({ days: 2 }), midnight) };
  const found: Interval[] = [];
  for (const holiday of calendar.holidays.values()) {
    if (holiday.closes !== 'calendar-day') continue;
    const day = Temporal.PlainDate.from(holiday.date);
    const closed = overlap(window, { start: instantOf(calendar, day, midnight), end: instantOf(calendar, day.add({ days: 1 }), midnight) });
    if (closed) found.push(closed);
  }
  for (const exception of calendar.exceptions) {
    if (exception.kind !== 'closed') continue;
    const [from, to] = [plainDateTime(exception.from, 'from'), plainDateTime(exception.to, 'to')];
    const start = instantOf(calendar, from.toPlainDate(), from.toPlainTime());
    const end = instantOf(calendar, to.toPlainDate(), to.toPlainTime());
    const closed = isBefore(start, end) ? overlap(window, { start, end }) : undefined;
    if (closed) found.push(closed);
  }
  return found;
}

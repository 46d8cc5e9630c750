import type { WorkCalendar } from './definition.ts';
import { checkInstant, checkInterval, contains, earlierOf, intersection, isBefore, union } from './interval.ts';
import type { Interval } from './interval.ts';
import { shiftsBetween } from './shifts.ts';
import { onlyNamed } from './only-named.ts';

/** Whose working time is meant: of the whole unit, of one crew, or of some shifts. */
export type WorkingTimeOf = { readonly crew?: string; readonly shifts?: readonly string[] };

// five weeks at a time: most due dates are found in the first stretch
const stretchDays = 35;
// three years without the time needed means a calendar without rosters, not a long job
const horizonDays = 1100;

/** The time planned to be worked in a window, sorted and without overlaps: shifts less breaks, holidays and closures. */
export function workingIntervals(calendar: WorkCalendar, window: Interval, of: WorkingTimeOf = {}): Interval[] {
  checkOf(calendar, of);
  checkInterval('the window', window);
  const working = shiftsBetween(calendar, window.start, window.end)
    .filter((shift) => (of.crew === undefined || shift.crew === of.crew) && (of.shifts === undefined || of.shifts.includes(shift.shift)))
    .flatMap((shift) => shift.working);
  return intersection(union(working), [window]);
}

/** Planned working time between two instants, elapsed; negative where `to` is before `from`. */
export function workingTimeBetween(calendar: WorkCalendar, from: Temporal.Instant, to: Temporal.Instant, of: WorkingTimeOf = {}): Temporal.Duration {
  checkInstant('from', from);
  checkInstant('to', to);
  if (from.equals(to)) return new Temporal.Duration();
  if (isBefore(to, from)) return workingTimeBetween(calendar, to, from, of).negated();
  const nanoseconds = workingIntervals(calendar, { start: from, end: to }, of).reduce((total, part) => total + part.end.epochNanoseconds - part.start.epochNanoseconds, 0n);
  return durationOf(nanoseconds);
}

/** True where the instant is planned to be worked: in a shift, in no break, on no holiday. */
export function isWorking(calendar: WorkCalendar, at: Temporal.Instant, of: WorkingTimeOf = {}): boolean {
  checkInstant('at', at);
  return workingIntervals(calendar, { start: at, end: at.add({ nanoseconds: 1 }) }, of).some((part) => contains(part, at));
}

/**
 * The instant by which a stretch of working time has passed: "due in 8 working hours". Time that ends with a shift is due at its end, not
 * at the
 * start of the next one. Zero is due at once. Hours, minutes and seconds only; for days see `addWorkingDays`.
 */
export function addWorkingTime(calendar: WorkCalendar, from: Temporal.Instant, duration: Temporal.Duration | Temporal.DurationLike, of: WorkingTimeOf = {}): Temporal.Instant {
  return moved(calendar, from, nanosecondsOf(duration), of);
}

/** The instant at which a stretch of working time must begin to end at `from`: the latest start. */
export function subtractWorkingTime(calendar: WorkCalendar, from: Temporal.Instant, duration: Temporal.Duration | Temporal.DurationLike, of: WorkingTimeOf = {}): Temporal.Instant {
  return moved(calendar, from, -nanosecondsOf(duration), of);
}

/** The first instant at or after `at` that is planned to be worked. */
export function nextWorkingInstant(calendar: WorkCalendar, at: Temporal.Instant, of: WorkingTimeOf = {}): Temporal.Instant {
  checkInstant('at', at);
  for (const window of stretches(at, 1)) {
    const first = workingIntervals(calendar, window, of)[0];
    if (first) return first.start;
  }
  throw nothingPlanned(calendar, at, of);
}

/**
 * The same local time on the n-th working production day after (before, if negative) that of `at`. A working day is one with planned
 * working time.
 */
export function addWorkingDays(calendar: WorkCalendar, at: Temporal.Instant, days: number, of: WorkingTimeOf = {}): Temporal.Instant {
  checkInstant('at', at);
  if (!Number.isInteger(days)) throw new RangeError(`days is ${days}; allowed is a whole number.`);
  checkOf(calendar, of);
  let left = Math.abs(days);
  let local = at.toZonedDateTimeISO(calendar.timeZone);
  for (let step = 0; left > 0; step += 1) {
    if (step > horizonDays) throw nothingPlanned(calendar, at, of);
    local = local.add({ days: Math.sign(days) });
    const day = local.toPlainDate();
    const { start, end } = {
      start: day.toZonedDateTime(calendar.timeZone).toInstant(),
      end: day.add({ days: 1 }).toZonedDateTime(calendar.timeZone).toInstant(),
    };
    const works = shiftsBetween(calendar, start, end).some(
      (shift) =>
        shift.date.equals(day) && shift.working.length > 0 && (of.crew === undefined || shift.crew === of.crew) && (of.shifts === undefined || of.shifts.includes(shift.shift)),
    );
    if (works) left -= 1;
  }
  return local.toInstant();
}

function moved(calendar: WorkCalendar, from: Temporal.Instant, nanoseconds: bigint, of: WorkingTimeOf): Temporal.Instant {
  checkInstant('from', from);
  if (nanoseconds === 0n) return from;
  const direction = nanoseconds > 0n ? 1 : -1;
  let left = nanoseconds > 0n ? nanoseconds : -nanoseconds;
  for (const window of stretches(from, direction)) {
    const parts = workingIntervals(calendar, window, of);
    for (const part of direction === 1 ? parts : parts.toReversed()) {
      const length = part.end.epochNanoseconds - part.start.epochNanoseconds;
      if (left <= length) return Temporal.Instant.fromEpochNanoseconds(direction === 1 ? part.start.epochNanoseconds + left : part.end.epochNanoseconds - left);
      left -= length;
    }
  }
  throw nothingPlanned(calendar, from, of);
}

function* stretches(from: Temporal.Instant, direction: 1 | -1): Generator<Interval> {
  const step = { hours: stretchDays * 24 };
  const limit = direction === 1 ? from.add({ hours: horizonDays * 24 }) : from.subtract({ hours: horizonDays * 24 });
  // three days first: "due in 8 working hours" seldom needs more
  let edge = direction === 1 ? from.add({ hours: 72 }) : from.subtract({ hours: 72 });
  yield direction === 1 ? { start: from, end: edge } : { start: edge, end: from };
  while (direction === 1 ? isBefore(edge, limit) : isBefore(limit, edge)) {
    const next = direction === 1 ? earlierOf(edge.add(step), limit) : edge.subtract(step);
    yield direction === 1 ? { start: edge, end: next } : { start: next, end: edge };
    edge = next;
  }
}

function nothingPlanned(calendar: WorkCalendar, at: Temporal.Instant, of: WorkingTimeOf): RangeError {
  const whose = of.crew === undefined ? '' : ` for crew ${of.crew}`;
  return new RangeError(`calendar ${calendar.id} has not enough working time${whose} within ${horizonDays} days of ${at.toString()}; add a roster that covers it.`);
}

const durationNames = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds', 'nanoseconds'];

function nanosecondsOf(duration: Temporal.Duration | Temporal.DurationLike): bigint {
  // Temporal reads `{ hours: 8, minute: 30 }` as eight hours
  if (typeof duration === 'object') onlyNamed('duration', duration, durationNames);
  const read = readDuration(duration);
  if (read.years !== 0 || read.months !== 0 || read.weeks !== 0 || read.days !== 0) {
    throw new RangeError(`duration is ${read.toString()}; allowed are hours and smaller. A working day has no fixed length: use addWorkingDays.`);
  }
  if (read.sign < 0) throw new RangeError(`duration is ${read.toString()}; allowed is zero or more.`);
  return (
    ((BigInt(read.hours) * 60n + BigInt(read.minutes)) * 60n + BigInt(read.seconds)) * 1_000_000_000n +
    BigInt(read.milliseconds) * 1_000_000n +
    BigInt(read.microseconds) * 1000n +
    BigInt(read.nanoseconds)
  );
}

function readDuration(duration: Temporal.Duration | Temporal.DurationLike): Temporal.Duration {
  try {
    // text for a number would be read as one
    if (Object.values(duration).some((count) => typeof count !== 'number')) throw new RangeError('a part of it is no number');
    return Temporal.Duration.from(duration);
  } catch (cause) {
    const shown =
      typeof duration === 'object' && duration !== null
        ? Object.entries(duration)
            .map(([unit, count]) => `${unit} ${String(count)}`)
            .join(', ')
        : String(duration);
    throw new RangeError(`duration is ${shown}; allowed are whole hours, minutes and seconds, such as { hours: 8 }.`, { cause });
  }
}

/** A crew or shift nobody knows has no working time; the answer 0 would hide the slip of the pen. */
function checkOf(calendar: WorkCalendar, of: WorkingTimeOf): void {
  onlyNamed('of', of, ['crew', 'shifts']);
  for (const shift of of.shifts ?? [])
    if (!calendar.shifts.has(shift)) throw new RangeError(`shifts names ${JSON.stringify(shift)}; allowed is one of ${[...calendar.shifts.keys()].join(', ')}.`);
  if (of.crew === undefined) return;
  const crews = new Set<string>();
  for (const { crew } of calendar.rosters) if (crew !== undefined) crews.add(crew);
  for (const exception of calendar.exceptions) {
    if (exception.kind === 'stand-in') crews.add(exception.by);
    else if (exception.kind === 'extra' && exception.crew !== undefined) crews.add(exception.crew);
  }
  if (!crews.has(of.crew))
    throw new RangeError(`crew is ${JSON.stringify(of.crew)}; allowed is one that calendar ${calendar.id} knows: ${[...crews].join(', ') || 'it has none'}.`);
}

function durationOf(nanoseconds: bigint): Temporal.Duration {
  const whole = Temporal.Instant.fromEpochNanoseconds(nanoseconds);
  return Temporal.Instant.fromEpochNanoseconds(0n).until(whole, { largestUnit: 'hour' });
}

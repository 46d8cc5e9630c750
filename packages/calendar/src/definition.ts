import type { RotationPattern } from './patterns.ts';
import { cycleDays } from './patterns.ts';

/** A shift as the plant speaks of it: local times on the wall. An end at or before the start is on the next day. */
export type ShiftDefinition = {
  readonly id: string;
  /** `06:00`, local. */
  readonly start: string;
  readonly end: string;
  /** Pauses in which nothing is planned to run, local times within the shift. A pause that is relieved is no break: leave it out. */
  readonly breaks?: readonly { readonly start: string; readonly end: string }[];
};

/** What one crew works: the shift of each day of a cycle, counted from a date at which the cycle begins. */
export type Roster = {
  readonly crew?: string;
  /** Day 1 of the cycle, `2026-01-05`. */
  readonly anchor: string;
  /** A shift's id, or null for off. */
  readonly cycle: readonly (string | null)[];
  /** First and last start date on which it holds; both inside. */
  readonly from?: string;
  readonly until?: string;
};

/**
 * A day on which nothing is planned. `production-day` drops the shifts of that production day, `calendar-day` cuts from local midnight to
 * midnight.
 */
export type Holiday = { readonly date: string; readonly name: string; readonly closes?: 'production-day' | 'calendar-day' };

/** What differs from the roster, by name, date and reason. Dates are those on which the shift starts. */
export type CalendarException =
  | { readonly kind: 'closed'; readonly from: string; readonly to: string; readonly reason: string }
  | { readonly kind: 'extra'; readonly date: string; readonly shift: string; readonly crew?: string; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly date: string; readonly shift: string; readonly crew?: string; readonly reason: string }
  | {
      readonly kind: 'hours';
      readonly date: string;
      readonly shift: string;
      readonly start?: string;
      readonly end?: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'stand-in';
      readonly date: string;
      readonly shift: string;
      readonly crew: string;
      readonly by: string;
      readonly reason: string;
    };

/** The work calendar of a unit as data, ready for a model file. */
export type CalendarDefinition = {
  readonly id: string;
  /** IANA zone, `Europe/Berlin`. A fixed offset is refused: it does not know the clock change. */
  readonly timeZone: string;
  readonly shifts: readonly ShiftDefinition[];
  readonly rosters: readonly Roster[];
  /**
   * When the production day begins, local, and which date it bears: that of its start or of its end. A shift belongs to the day in which it
   * starts,
   * or in which most of it lies. Default: midnight, start, start.
   */
  readonly productionDay?: { readonly start: string; readonly namedBy?: 'start' | 'end'; readonly shiftBelongsTo?: 'start' | 'most' };
  readonly holidays?: readonly Holiday[];
  readonly exceptions?: readonly CalendarException[];
  /** Which of two overlapping shifts owns the instant: the one that was there or the one that came. Default: outgoing. */
  readonly overlapOwner?: 'outgoing' | 'incoming';
};

/** Local times of a shift, read. `endDay` is 1 where it ends on the day after it starts. */
export type ShiftTimes = {
  readonly id: string;
  readonly start: Temporal.PlainTime;
  readonly end: Temporal.PlainTime;
  readonly breaks: readonly { readonly start: Temporal.PlainTime; readonly end: Temporal.PlainTime }[];
};

type ReadRoster = Omit<Roster, 'anchor' | 'from' | 'until'> & {
  readonly anchor: Temporal.PlainDate;
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
};

/** A calendar checked and read; build it with `workCalendar`. */
export type WorkCalendar = {
  readonly id: string;
  readonly timeZone: string;
  readonly shifts: ReadonlyMap<string, ShiftTimes>;
  readonly rosters: readonly ReadRoster[];
  readonly productionDay: {
    readonly start: Temporal.PlainTime;
    readonly namedBy: 'start' | 'end';
    readonly shiftBelongsTo: 'start' | 'most';
  };
  readonly holidays: ReadonlyMap<string, Holiday>;
  readonly exceptions: readonly CalendarException[];
  readonly overlapOwner: 'outgoing' | 'incoming';
};

/** Reads and checks a definition. Every refusal names the shift, roster, holiday or exception that is wrong, and what would be right. */
export function workCalendar(definition: CalendarDefinition): WorkCalendar {
  zone(definition.timeZone);
  const shifts = new Map<string, ShiftTimes>();
  for (const shift of definition.shifts) {
    if (shifts.has(shift.id)) throw new RangeError(`shifts has ${JSON.stringify(shift.id)} twice; allowed is one shift by each id.`);
    shifts.set(shift.id, shiftTimes(shift));
  }
  const known = (id: string, where: string): void => {
    if (!shifts.has(id))
      throw new RangeError(`${where} names the shift ${JSON.stringify(id)}; allowed is one of ${[...shifts.keys()].join(', ')}.`);
  };
  const rosters = definition.rosters.map((roster, index) => {
    const where = `rosters[${index}]${roster.crew === undefined ? '' : ` (${roster.crew})`}`;
    if (roster.cycle.length === 0) throw new RangeError(`${where} has an empty cycle; allowed is one entry for each day of it.`);
    for (const id of roster.cycle) if (id !== null) known(id, where);
    const { anchor, from, until, ...rest } = roster;
    const read = {
      ...rest,
      anchor: plainDate(anchor, `${where} anchor`),
      ...(from !== undefined && { from: plainDate(from, `${where} from`) }),
      ...(until !== undefined && { until: plainDate(until, `${where} until`) }),
    };
    if (read.from && read.until && Temporal.PlainDate.compare(read.from, read.until) > 0)
      throw new RangeError(`${where} until is ${until}; allowed is a date not before its from, ${from}.`);
    return read;
  });
  const holidays = new Map<string, Holiday>();
  for (const holiday of definition.holidays ?? []) {
    const date = plainDate(holiday.date, `holiday ${holiday.name}`).toString();
    if (holidays.has(date)) throw new RangeError(`holidays has ${date} twice; allowed is one entry for each date.`);
    holidays.set(date, holiday);
  }
  for (const [index, exception] of (definition.exceptions ?? []).entries()) checkException(exception, `exceptions[${index}]`, known);
  const day = definition.productionDay;
  return {
    id: definition.id,
    timeZone: definition.timeZone,
    shifts,
    rosters,
    productionDay: {
      start: plainTime(day?.start ?? '00:00', 'productionDay.start'),
      namedBy: day?.namedBy ?? 'start',
      shiftBelongsTo: day?.shiftBelongsTo ?? 'start',
    },
    holidays,
    exceptions: definition.exceptions ?? [],
    overlapOwner: definition.overlapOwner ?? 'outgoing',
  };
}

/** Rosters of all crews of a rotation. `shifts` says which shift each letter is; letters left out are refused. */
export function rostersOf(
  pattern: RotationPattern,
  options: {
    readonly anchor: string;
    readonly crews: readonly string[];
    readonly shifts: Readonly<Record<string, string>>;
    readonly from?: string;
    readonly until?: string;
  },
): Roster[] {
  cycleDays(pattern);
  if (options.crews.length !== pattern.tracks.length) {
    throw new RangeError(`crews has ${options.crews.length} names; ${pattern.id} is worked by ${pattern.tracks.length}.`);
  }
  return pattern.tracks.map((track, index) => ({
    crew: options.crews[index] ?? '',
    anchor: options.anchor,
    cycle: [...track].map((letter) => {
      if (letter === '-') return null;
      const shift = options.shifts[letter];
      if (shift === undefined) throw new RangeError(`shifts lacks the letter ${letter}; ${pattern.id} uses it in ${track}.`);
      return shift;
    }),
    ...(options.from !== undefined && { from: options.from }),
    ...(options.until !== undefined && { until: options.until }),
  }));
}

/** A shift on the same weekdays every week: 1 Monday to 7 Sunday. */
export function weeklyRoster(shift: string, weekdays: readonly number[], crew?: string): Roster {
  if (weekdays.length === 0) throw new RangeError('weekdays is empty; allowed is at least one of 1 (Monday) to 7 (Sunday).');
  for (const day of weekdays)
    if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError(`weekdays has ${day}; allowed is 1 (Monday) to 7 (Sunday).`);
  // 2024-01-01 was a Monday
  return {
    anchor: '2024-01-01',
    cycle: [1, 2, 3, 4, 5, 6, 7].map((day) => (weekdays.includes(day) ? shift : null)),
    ...(crew !== undefined && { crew }),
  };
}

function shiftTimes(shift: ShiftDefinition): ShiftTimes {
  const where = `shift ${JSON.stringify(shift.id)}`;
  const start = plainTime(shift.start, `${where} start`);
  const end = plainTime(shift.end, `${where} end`);
  const length = minutesAfter(start, end) || 24 * 60;
  const breaks = (shift.breaks ?? []).map((pause) => {
    const times = { start: plainTime(pause.start, `${where} break start`), end: plainTime(pause.end, `${where} break end`) };
    const [from, to] = [minutesAfter(start, times.start), minutesAfter(start, times.end)];
    if (!(from < to && to <= length))
      throw new RangeError(
        `${where} has the break ${pause.start} to ${pause.end}; allowed is a stretch within ${shift.start} to ${shift.end}.`,
      );
    return times;
  });
  return { id: shift.id, start, end, breaks };
}

/** Minutes on the wall from one local time to the next occurrence of another; 0 where they are equal. */
export function minutesAfter(from: Temporal.PlainTime, to: Temporal.PlainTime): number {
  const minutes = from.until(to).total('minutes');
  return minutes < 0 ? minutes + 24 * 60 : minutes;
}

function checkException(exception: CalendarException, where: string, known: (id: string, where: string) => void): void {
  if (exception.kind === 'closed') {
    const [from, to] = [plainDateTime(exception.from, `${where} from`), plainDateTime(exception.to, `${where} to`)];
    if (Temporal.PlainDateTime.compare(from, to) >= 0)
      throw new RangeError(`${where} to is ${exception.to}; allowed is a time after its from, ${exception.from}.`);
    return;
  }
  plainDate(exception.date, `${where} date`);
  known(exception.shift, where);
  if (exception.kind === 'hours') {
    if (exception.start === undefined && exception.end === undefined)
      throw new RangeError(`${where} changes neither start nor end; allowed is at least one of them.`);
    if (exception.start !== undefined) plainTime(exception.start, `${where} start`);
    if (exception.end !== undefined) plainTime(exception.end, `${where} end`);
  }
}

function zone(timeZone: string): void {
  if (/^[+-]\d/.test(timeZone))
    throw new RangeError(`timeZone is ${timeZone}; allowed is an IANA zone such as Europe/Berlin, which knows the clock change.`);
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch (cause) {
    throw new RangeError(`timeZone is ${JSON.stringify(timeZone)}; allowed is an IANA zone such as Europe/Berlin.`, { cause });
  }
}

export function plainTime(text: string, name: string): Temporal.PlainTime {
  if (!/^\d\d:\d\d$/.test(text)) throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is a local time such as "06:00".`);
  return read(() => Temporal.PlainTime.from(text), name, text, 'a local time such as "06:00"');
}

export function plainDate(text: string, name: string): Temporal.PlainDate {
  return read(() => Temporal.PlainDate.from(text, { overflow: 'reject' }), name, text, 'a date such as "2026-01-05"');
}

export function plainDateTime(text: string, name: string): Temporal.PlainDateTime {
  if (/Z|\[|\d[+-]\d\d:/.test(text))
    throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is a local time without zone, such as "2026-12-24T14:00".`);
  return read(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }), name, text, 'a local time such as "2026-12-24T14:00"');
}

function read<T>(from: () => T, name: string, text: string, allowed: string): T {
  try {
    return from();
  } catch (cause) {
    throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is ${allowed}.`, { cause });
  }
}

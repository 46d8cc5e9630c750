import type { CalendarDefinition, CalendarException, Holiday, ShiftDefinition, ShiftTimes, WorkCalendar } from './definition.ts';
import { minutesAfter, plainDate, plainDateTime, plainTime } from './local-time.ts';
import { onlyNamed } from './only-named.ts';

/** Reads and checks a definition. Every refusal names the shift, roster, holiday or exception that is wrong, and what would be right. */
export function workCalendar(definition: CalendarDefinition): WorkCalendar {
  onlyNamed('the definition', definition, ['id', 'timeZone', 'shifts', 'rosters', 'productionDay', 'holidays', 'exceptions', 'overlapOwner']);
  zone(definition.timeZone);
  const shifts = new Map<string, ShiftTimes>();
  for (const shift of definition.shifts) {
    if (shifts.has(shift.id)) throw new RangeError(`shifts has ${JSON.stringify(shift.id)} twice; allowed is one shift by each id.`);
    shifts.set(shift.id, shiftTimes(shift));
  }
  const known = (id: string, where: string): void => {
    if (!shifts.has(id)) throw new RangeError(`${where} names the shift ${JSON.stringify(id)}; allowed is one of ${[...shifts.keys()].join(', ')}.`);
  };
  const rosters = definition.rosters.map((roster, index) => {
    const where = `rosters[${index}]${roster.crew === undefined ? '' : ` (${roster.crew})`}`;
    onlyNamed(where, roster, ['crew', 'anchor', 'cycle', 'from', 'until']);
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
    onlyNamed(`holiday ${holiday.name}`, holiday, ['date', 'name', 'closes']);
    const date = plainDate(holiday.date, `holiday ${holiday.name}`).toString();
    if (holidays.has(date)) throw new RangeError(`holidays has ${date} twice; allowed is one entry for each date.`);
    oneOf(`holiday ${holiday.name} closes`, holiday.closes ?? 'production-day', ['production-day', 'calendar-day']);
    holidays.set(date, holiday);
  }
  for (const [index, exception] of (definition.exceptions ?? []).entries()) checkException(exception, `exceptions[${index}]`, known);
  const day = definition.productionDay;
  if (day !== undefined) onlyNamed('productionDay', day, ['start', 'namedBy', 'shiftBelongsTo']);
  oneOf('productionDay.namedBy', day?.namedBy ?? 'start', ['start', 'end']);
  oneOf('productionDay.shiftBelongsTo', day?.shiftBelongsTo ?? 'start', ['start', 'most']);
  oneOf('overlapOwner', definition.overlapOwner ?? 'outgoing', ['outgoing', 'incoming']);
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

function shiftTimes(shift: ShiftDefinition): ShiftTimes {
  const where = `shift ${JSON.stringify(shift.id)}`;
  onlyNamed(where, shift, ['id', 'name', 'start', 'end', 'breaks']);
  const start = plainTime(shift.start, `${where} start`);
  const end = plainTime(shift.end, `${where} end`);
  const length = minutesAfter(start, end) || 24 * 60;
  const breaks = (shift.breaks ?? []).map((pause) => {
    onlyNamed(`a break of ${where}`, pause, ['start', 'end']);
    const times = { start: plainTime(pause.start, `${where} break start`), end: plainTime(pause.end, `${where} break end`) };
    const [from, to] = [minutesAfter(start, times.start), minutesAfter(start, times.end)];
    if (!(from < to && to <= length)) throw new RangeError(`${where} has the break ${pause.start} to ${pause.end}; allowed is a stretch within ${shift.start} to ${shift.end}.`);
    return times;
  });
  return { id: shift.id, start, end, breaks };
}

const exceptionNames: Readonly<Record<CalendarException['kind'], readonly string[]>> = {
  closed: ['from', 'to'],
  extra: ['date', 'shift', 'crew'],
  cancelled: ['date', 'shift', 'crew'],
  hours: ['date', 'shift', 'start', 'end'],
  'stand-in': ['date', 'shift', 'crew', 'by'],
};

function checkException(exception: CalendarException, where: string, known: (id: string, where: string) => void): void {
  oneOf(`${where} kind`, exception.kind, ['closed', 'extra', 'cancelled', 'hours', 'stand-in']);
  onlyNamed(where, exception, ['kind', 'reason', ...exceptionNames[exception.kind]]);
  if (exception.kind === 'closed') {
    const [from, to] = [plainDateTime(exception.from, `${where} from`), plainDateTime(exception.to, `${where} to`)];
    if (Temporal.PlainDateTime.compare(from, to) >= 0) throw new RangeError(`${where} to is ${exception.to}; allowed is a time after its from, ${exception.from}.`);
    return;
  }
  plainDate(exception.date, `${where} date`);
  known(exception.shift, where);
  if (exception.kind === 'hours') {
    if (exception.start === undefined && exception.end === undefined) throw new RangeError(`${where} changes neither start nor end; allowed is at least one of them.`);
    if (exception.start !== undefined) plainTime(exception.start, `${where} start`);
    if (exception.end !== undefined) plainTime(exception.end, `${where} end`);
  }
}

/** One of the words allowed: a misspelt one would otherwise pass for the other choice. */
function oneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new RangeError(`${name} is ${JSON.stringify(value)}; allowed is ${allowed.join(', ')}.`);
}

function zone(timeZone: string): void {
  if (typeof timeZone !== 'string') throw new RangeError(`timeZone is ${String(timeZone)}; allowed is an IANA zone such as Europe/Berlin.`);
  if (/^[+-]\d/.test(timeZone)) throw new RangeError(`timeZone is ${timeZone}; allowed is an IANA zone such as Europe/Berlin, which knows the clock change.`);
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch (cause) {
    throw new RangeError(`timeZone is ${JSON.stringify(timeZone)}; allowed is an IANA zone such as Europe/Berlin.`, { cause });
  }
}

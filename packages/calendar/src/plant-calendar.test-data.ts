import { rostersOf, weeklyRoster } from './rosters.ts';
import { workCalendar } from './work-calendar.ts';
import type { CalendarDefinition, WorkCalendar } from './definition.ts';
import { patterns } from './patterns.ts';

const threeShifts: CalendarDefinition['shifts'] = [
  { id: 'early', start: '06:00', end: '14:00', breaks: [{ start: '10:00', end: '10:30' }] },
  { id: 'late', start: '14:00', end: '22:00', breaks: [{ start: '18:00', end: '18:30' }] },
  { id: 'night', start: '22:00', end: '06:00', breaks: [{ start: '02:00', end: '02:30' }] },
];

/** Four crews round the clock in Berlin, production day from 06:00. */
export function roundTheClock(changes: Partial<CalendarDefinition> = {}): WorkCalendar {
  return workCalendar({
    id: 'round-the-clock',
    timeZone: 'Europe/Berlin',
    shifts: threeShifts,
    rosters: rostersOf(patterns.continental, {
      anchor: '2026-01-05',
      crews: ['A', 'B', 'C', 'D'],
      shifts: { E: 'early', L: 'late', N: 'night' },
    }),
    productionDay: { start: '06:00' },
    ...changes,
  });
}

/** Office hours, Monday to Friday 08:00 to 16:30 with half an hour of break: 8 h a day. */
export function officeHours(changes: Partial<CalendarDefinition> = {}): WorkCalendar {
  return workCalendar({
    id: 'office',
    timeZone: 'Europe/Berlin',
    shifts: [{ id: 'day', start: '08:00', end: '16:30', breaks: [{ start: '12:00', end: '12:30' }] }],
    rosters: [weeklyRoster('day', [1, 2, 3, 4, 5])],
    ...changes,
  });
}

/** Local time in Berlin as an instant. */
export const berlin = (text: string): Temporal.Instant => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Berlin').toInstant();
export const local = (at: Temporal.Instant): string => at.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime().toString({ smallestUnit: 'minute' });

export { rostersOf, weeklyRoster } from './rosters.ts';
export { workCalendar } from './work-calendar.ts';
export type { CalendarDefinition, CalendarException, Holiday, Roster, ShiftDefinition, ShiftTimes, WorkCalendar } from './definition.ts';
export { averageWeeklyHours, coverage, cycleDays, patterns } from './patterns.ts';
export type { PatternId, RotationPattern } from './patterns.ts';
export { easterSunday, holidaysOf, nthWeekday } from './holidays.ts';
export type { HolidayRule } from './holidays.ts';
export { contains, intersection, interval, lengthMs, overlap, overlaps, union, without } from './interval.ts';
export type { Interval } from './interval.ts';
export { instantOf, productionDate, productionDay, productionPeriod } from './production-day.ts';
export type { Period } from './production-day.ts';
export { shiftsBetween, shiftsOf } from './shifts.ts';
export type { Shift } from './shifts.ts';
export { ownedIntervals, owningShift, splitByShift } from './owner.ts';
export type { OwnedInterval } from './owner.ts';
export {
  addWorkingDays,
  addWorkingTime,
  isWorking,
  nextWorkingInstant,
  subtractWorkingTime,
  workingIntervals,
  workingTimeBetween,
} from './working-time.ts';
export type { WorkingTimeOf } from './working-time.ts';

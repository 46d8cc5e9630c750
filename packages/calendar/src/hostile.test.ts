import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';

const definition: door.CalendarDefinition = {
  id: 'line-1',
  timeZone: 'Europe/Berlin',
  shifts: [{ id: 'early', start: '06:00', end: '14:00', breaks: [{ start: '10:00', end: '10:30' }] }],
  rosters: [{ crew: 'A', anchor: '2026-01-05', cycle: ['early', 'early', 'early', 'early', 'early', null, null], from: '2026-01-05', until: '2026-12-31' }],
  productionDay: { start: '06:00', namedBy: 'start', shiftBelongsTo: 'start' },
  holidays: [{ date: '2026-05-01', name: 'Labour Day', closes: 'production-day' }],
  exceptions: [{ kind: 'hours', date: '2026-01-06', shift: 'early', end: '12:00', reason: 'stock-taking' }],
  overlapOwner: 'outgoing',
};
const line = door.workCalendar(definition);
const at = Temporal.Instant.from('2026-01-05T07:00:00Z');
const day = Temporal.PlainDate.from('2026-01-05');
const one = { start: at, end: at.add({ hours: 8 }) };

const of = { crew: 'A', shifts: ['early'] };
const calls: Record<string, GoodCall> = {
  workCalendar: { call: door.workCalendar, args: [definition] },
  rostersOf: { call: door.rostersOf, args: [door.patterns['5x8'], { anchor: '2026-01-05', crews: ['A'], shifts: { E: 'early' } }] },
  weeklyRoster: { call: door.weeklyRoster, args: ['day', [1, 2, 3]] },
  averageWeeklyHours: { call: door.averageWeeklyHours, args: [{ id: 'x', title: 'x', tracks: ['E-'], hours: { E: 8 } }, 0] },
  coverage: { call: door.coverage, args: [{ id: 'x', title: 'x', tracks: ['E-'], hours: { E: 8 } }], allows: { '0.hours.E': 'lengths are not read' } },
  cycleDays: { call: door.cycleDays, args: [{ id: 'x', title: 'x', tracks: ['E-'], hours: { E: 8 } }] },
  easterSunday: { call: door.easterSunday, args: [2026, 'western'] },
  holidaysOf: { call: door.holidaysOf, args: [2026, [{ kind: 'date', month: 7, day: 4, name: 'Fourth', moved: 'to-monday' }]] },
  'holidaysOf easter': { call: door.holidaysOf, args: [2026, [{ kind: 'easter', days: 39, name: 'Ascension', church: 'western' }]] },
  'holidaysOf weekday': { call: door.holidaysOf, args: [2026, [{ kind: 'weekday', month: 5, weekday: 1, nth: -1, name: 'Memorial Day' }]] },
  nthWeekday: { call: door.nthWeekday, args: [2026, 11, 4, 4] },
  interval: { call: door.interval, args: [one.start, one.end] },
  contains: { call: door.contains, args: [one, at] },
  checkInstant: { call: door.checkInstant, args: ['at', at] },
  checkInterval: { call: door.checkInterval, args: ['window', one] },
  intersection: { call: door.intersection, args: [[one], [one]] },
  lengthMs: { call: door.lengthMs, args: [one] },
  overlap: { call: door.overlap, args: [one, one] },
  overlaps: { call: door.overlaps, args: [[one, one]] },
  union: { call: door.union, args: [[one]] },
  without: { call: door.without, args: [[one], [one]] },
  instantOf: { call: door.instantOf.bind(null, line), args: [day, Temporal.PlainTime.from('06:00')] },
  productionDate: { call: door.productionDate.bind(null, line), args: [at] },
  productionDay: { call: door.productionDay.bind(null, line), args: [day] },
  productionPeriod: { call: door.productionPeriod.bind(null, line), args: ['week', day] },
  shiftsBetween: { call: door.shiftsBetween.bind(null, line), args: [one.start, one.end] },
  shiftsOf: { call: door.shiftsOf.bind(null, line), args: [day] },
  ownedIntervals: { call: door.ownedIntervals.bind(null, line), args: [one] },
  owningShift: { call: door.owningShift.bind(null, line), args: [at] },
  splitByShift: { call: door.splitByShift.bind(null, line), args: [one] },
  addWorkingDays: { call: door.addWorkingDays.bind(null, line), args: [at, 2, of] },
  addWorkingTime: { call: door.addWorkingTime.bind(null, line), args: [at, { hours: 8 }, of] },
  isWorking: { call: door.isWorking.bind(null, line), args: [at, of] },
  nextWorkingInstant: { call: door.nextWorkingInstant.bind(null, line), args: [at, of] },
  subtractWorkingTime: { call: door.subtractWorkingTime.bind(null, line), args: [at, { hours: 8 }, of] },
  workingIntervals: { call: door.workingIntervals.bind(null, line), args: [one, of] },
  workingTimeBetween: { call: door.workingTimeBetween.bind(null, line), args: [at, at.add({ hours: 8 }), of] },
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  const stretch = 'a shift is an interval, and has more';
  const pattern = 'all names of a pattern must be there, and its letters are its own';
  assert.deepEqual(
    unreadNames(calls, {
      'contains: 0': stretch,
      'checkInterval: 1': stretch,
      'intersection: 0.0': stretch,
      'intersection: 1.0': stretch,
      'lengthMs: 0': stretch,
      'overlap: 0': stretch,
      'overlap: 1': stretch,
      'overlaps: 0.0': stretch,
      'ownedIntervals: 0': stretch,
      'splitByShift: 0': stretch,
      'union: 0.0': stretch,
      'without: 0.0': stretch,
      'without: 1.0': stretch,
      'workingIntervals: 0': stretch,
      'averageWeeklyHours: 0': pattern,
      'coverage: 0': pattern,
      'cycleDays: 0': pattern,
      'rostersOf: 0': pattern,
      'rostersOf: 1.shifts': pattern,
    }),
    [],
  );
});

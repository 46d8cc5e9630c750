import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addWorkingDays,
  addWorkingTime,
  contains,
  holidaysOf,
  intersection,
  isWorking,
  lengthMs,
  nextWorkingInstant,
  overlap,
  owningShift,
  productionDate,
  productionDay,
  productionPeriod,
  shiftsBetween,
  shiftsOf,
  splitByShift,
  union,
  workCalendar,
  workingTimeBetween,
  type CalendarDefinition,
} from './index.ts';
import { roundTheClock } from './plant-calendar.test-data.ts';

const plain: CalendarDefinition = {
  id: 'line-1',
  timeZone: 'Europe/Berlin',
  shifts: [{ id: 'early', start: '06:00', end: '14:00' }],
  rosters: [{ crew: 'A', anchor: '2026-01-05', cycle: ['early', 'early', 'early', 'early', 'early', null, null] }],
};
const at = Temporal.Instant.from('2026-01-05T05:00:00Z');

test('a misspelt word of a definition is refused, because it would pass for the other choice', () => {
  const build = (part: object) => () => workCalendar({ ...plain, ...part } as CalendarDefinition);
  assert.throws(build({ productionDay: { start: '06:00', namedBy: 'End' } }), /productionDay.namedBy is "End"; allowed is start, end/);
  assert.throws(build({ productionDay: { start: '06:00', shiftBelongsTo: 'mostly' } }), /productionDay.shiftBelongsTo is "mostly"; allowed is start, most/);
  assert.throws(build({ overlapOwner: 'both' }), /overlapOwner is "both"; allowed is outgoing, incoming/);
  assert.throws(build({ holidays: [{ date: '2026-05-01', name: 'Labour Day', closes: 'all' }] }), /holiday Labour Day closes is "all"/);
  assert.throws(
    build({ exceptions: [{ kind: 'canceled', date: '2026-01-06', shift: 'early', reason: 'x' }] }),
    /exceptions\[0\] kind is "canceled"; allowed is closed, extra, cancelled/,
  );
  assert.throws(build({ rosters: [{ anchor: '2026-01-05T06:00', cycle: ['early'] }] }), /anchor is "2026-01-05T06:00"; allowed is a date/);
  assert.throws(build({ timeZone: undefined }), /timeZone is undefined; allowed is an IANA zone/);
});

test('a crew or shift nobody knows is refused, not answered with no working time', () => {
  const calendar = workCalendar(plain);
  const noon = at.add({ hours: 6 });
  assert.throws(() => workingTimeBetween(calendar, at, noon, { crew: 'B' }), /crew is "B"; allowed is one that calendar line-1 knows: A/);
  assert.throws(() => workingTimeBetween(calendar, at, noon, { shifts: ['late'] }), /shifts names "late"; allowed is one of early/);
  assert.throws(() => addWorkingDays(calendar, at, 1, { crew: 'B' }), /crew is "B"/);
  assert.equal(workingTimeBetween(calendar, at, noon, { crew: 'A', shifts: ['early'] }).total('hours'), 6);
});

test('a duration or year that is no number is refused by its name', () => {
  const calendar = workCalendar(plain);
  assert.throws(() => addWorkingTime(calendar, at, { hours: Number.NaN }), /duration is hours NaN; allowed are whole hours/);
  assert.throws(() => addWorkingTime(calendar, at, { hours: 1.5 }), /duration is hours 1.5; allowed are whole hours/);
  assert.throws(() => holidaysOf(Number.NaN, []), /year is NaN; allowed is a whole number/);
  assert.throws(() => holidaysOf(2026, [{ kind: 'lunar', name: 'x' } as never]), /kind is "lunar"; allowed is date, easter or weekday/);
});

test('a time as text is refused wherever an instant or a date is asked for, where it was before and after everything', () => {
  const at = Temporal.Instant.from('2026-01-05T08:00:00Z');
  const text = '2026-01-05T08:00:00Z' as never;
  const one = { start: at, end: at.add({ hours: 1 }) };
  const calendar = roundTheClock();
  const asked = [
    () => lengthMs({ start: text, end: at }),
    () => contains(one, text),
    () => overlap(one, { start: text, end: text }),
    () => union([one, { start: text, end: text }]),
    () => intersection([{ start: text, end: text }], [one]),
    () => isWorking(calendar, text),
    () => owningShift(calendar, text),
    () => addWorkingTime(calendar, text, { hours: 1 }),
    () => workingTimeBetween(calendar, at, text),
    () => nextWorkingInstant(calendar, text),
    () => addWorkingDays(calendar, text, 1),
    () => splitByShift(calendar, { start: text, end: at }),
    () => productionDate(calendar, text),
    () => shiftsBetween(calendar, text, at),
  ];
  for (const ask of asked) assert.throws(ask, /is "2026-01-05T08:00:00Z"; allowed is an instant, such as/);
  for (const ask of [() => productionDay(calendar, text), () => shiftsOf(calendar, text), () => productionPeriod(calendar, 'week', text)])
    assert.throws(ask, /date is "2026-01-05T08:00:00Z"; allowed is a date, such as/);
  assert.throws(() => lengthMs(undefined as never), /the interval is undefined; allowed is an interval/);
});

test('a name that nobody reads is refused, wherever it stands in a calendar', () => {
  const shift = { id: 'early', name: 'Early shift', start: '06:00', end: '14:00' };
  const sound = { id: 'c', timeZone: 'Europe/Berlin', shifts: [shift], rosters: [{ anchor: '2026-01-05', cycle: ['early'] }] };
  const line = workCalendar(sound);
  assert.equal(line.shifts.size, 1);
  const odd = (more: object) => () => workCalendar({ ...sound, ...more } as never);
  assert.throws(odd({ exeptions: [] }), /the definition has "exeptions"; allowed is id, timeZone, shifts/);
  assert.throws(odd({ shifts: [{ ...shift, brakes: [] }] }), /shift "early" has "brakes"/);
  assert.throws(odd({ holidays: [{ date: '2026-05-01', name: 'Labour Day', close: 'calendar-day' }] }), /holiday Labour Day has "close"; allowed is date, name, closes/);
  assert.throws(
    odd({ exceptions: [{ kind: 'extra', date: '2026-05-02', shift: 'early', by: 'A', reason: 'rush' }] }),
    /exceptions\[0\] has "by"; allowed is kind, reason, date, shift, crew/,
  );
  // Temporal itself reads this as eight hours
  assert.throws(() => addWorkingTime(line, Temporal.Instant.from('2026-01-05T08:00:00Z'), { hours: 8, minute: 30 } as never), /duration has "minute"/);
  assert.throws(() => isWorking(line, Temporal.Instant.from('2026-01-05T08:00:00Z'), { crews: 'A' } as never), /of has "crews"; allowed is crew, shifts/);
});

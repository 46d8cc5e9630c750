import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addWorkingDays, addWorkingTime, holidaysOf, workCalendar, workingTimeBetween, type CalendarDefinition } from './index.ts';

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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rostersOf, weeklyRoster } from './rosters.ts';
import { intersection, lengthMs, overlaps } from './interval.ts';
import { patterns } from './patterns.ts';
import { berlin, local, officeHours, roundTheClock } from './plant-calendar.test-data.ts';
import { productionDay } from './production-day.ts';
import { shiftsBetween, shiftsOf } from './shifts.ts';
import type { Shift } from './shifts.ts';
import { workCalendar } from './work-calendar.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const shown = (shift: Shift): string => `${shift.id} ${local(shift.start)} ${local(shift.end)}`;
const hours = (shift: Shift): number => lengthMs(shift) / 3_600_000;

test('a day of three shifts is expanded with its crews', () => {
  assert.deepEqual(shiftsOf(roundTheClock(), day('2026-01-05')).map(shown), [
    '2026-01-05/early/A 2026-01-05T06:00 2026-01-05T14:00',
    '2026-01-05/late/D 2026-01-05T14:00 2026-01-05T22:00',
    '2026-01-05/night/C 2026-01-05T22:00 2026-01-06T06:00',
  ]);
});

test('the night of the clock change has seven hours in spring and nine in autumn', () => {
  const night = (date: string): Shift => shiftsOf(roundTheClock(), day(date)).find((shift) => shift.shift === 'night')!;
  assert.equal(hours(night('2026-03-28')), 7);
  assert.equal(hours(night('2026-10-24')), 9);
  assert.equal(hours(night('2026-06-01')), 8);
  // the break at 02:00 falls into the hour that does not exist, and is taken after it
  assert.deepEqual(
    night('2026-03-28').breaks.map((pause) => [local(pause.start), local(pause.end)]),
    [['2026-03-29T03:00', '2026-03-29T03:30']],
  );
});

test('a shift of the hour that the clock jumps over does not exist that day', () => {
  const calendar = officeHours({
    shifts: [{ id: 'backup', start: '02:00', end: '03:00' }],
    rosters: [weeklyRoster('backup', [1, 2, 3, 4, 5, 6, 7])],
  });
  assert.equal(shiftsOf(calendar, day('2026-03-29')).length, 0);
  assert.equal(hours(shiftsOf(calendar, day('2026-03-30'))[0]!), 1);
  assert.equal(hours(shiftsOf(calendar, day('2026-10-25'))[0]!), 2);
});

test('a shift that would end before it begins, because the clock jumped over its start, does not exist that day', () => {
  const calendar = officeHours({
    shifts: [{ id: 'backup', start: '02:30', end: '03:00' }],
    rosters: [weeklyRoster('backup', [1, 2, 3, 4, 5, 6, 7])],
    productionDay: { start: '00:00', shiftBelongsTo: 'most' },
  });
  assert.equal(shiftsOf(calendar, day('2026-03-29')).length, 0);
  assert.equal(shiftsOf(calendar, day('2026-03-28')).length, 1);
});

test('a holiday takes the shifts of its production day, the night into the next morning included', () => {
  const calendar = roundTheClock({ holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] });
  assert.deepEqual(shiftsOf(calendar, day('2026-12-25')), []);
  assert.equal(shiftsOf(calendar, day('2026-12-24')).length, 3);
  assert.equal(shiftsOf(calendar, day('2026-12-26')).length, 3);
});

test('a holiday by the calendar day cuts the night shifts at midnight', () => {
  const calendar = roundTheClock({ holidays: [{ date: '2026-12-25', name: 'Christmas Day', closes: 'calendar-day' }] });
  const night = shiftsOf(calendar, day('2026-12-24')).find((shift) => shift.shift === 'night')!;
  assert.deepEqual(
    night.working.map((part) => [local(part.start), local(part.end)]),
    [['2026-12-24T22:00', '2026-12-25T00:00']],
  );
  assert.deepEqual(
    shiftsOf(calendar, day('2026-12-25')).map((shift) => shift.shift),
    ['night'],
  );
});

test('exceptions change the roster and keep their reason', () => {
  const calendar = officeHours({
    holidays: [{ date: '2026-05-01', name: 'Labour Day' }],
    exceptions: [
      { kind: 'extra', date: '2026-05-01', shift: 'day', crew: 'stock', reason: 'stock-taking' },
      { kind: 'extra', date: '2026-05-02', shift: 'day', reason: 'order 4711' },
      { kind: 'cancelled', date: '2026-05-04', shift: 'day', reason: 'no material' },
      { kind: 'hours', date: '2026-05-05', shift: 'day', end: '14:00', reason: 'works meeting' },
      { kind: 'closed', from: '2026-05-06T10:00', to: '2026-05-06T11:00', reason: 'power cut' },
    ],
  });
  const of = (date: string): string[] => shiftsOf(calendar, day(date)).map((shift) => `${shown(shift)} ${shift.reason ?? ''}`);
  assert.deepEqual(of('2026-05-01'), ['2026-05-01/day/stock 2026-05-01T08:00 2026-05-01T16:30 stock-taking']);
  assert.deepEqual(of('2026-05-02'), ['2026-05-02/day 2026-05-02T08:00 2026-05-02T16:30 order 4711']);
  assert.deepEqual(of('2026-05-04'), []);
  assert.deepEqual(of('2026-05-05'), ['2026-05-05/day 2026-05-05T08:00 2026-05-05T14:00 works meeting']);
  assert.deepEqual(
    shiftsOf(calendar, day('2026-05-06'))[0]?.working.map((part) => local(part.end)),
    ['2026-05-06T10:00', '2026-05-06T12:00', '2026-05-06T16:30'],
  );
});

test('a crew stands in for another', () => {
  const calendar = roundTheClock({
    exceptions: [{ kind: 'stand-in', date: '2026-01-05', shift: 'early', crew: 'A', by: 'B', reason: 'training' }],
  });
  assert.equal(shiftsOf(calendar, day('2026-01-05'))[0]?.crew, 'B');
});

test('a roster holds from its first to its last date', () => {
  const calendar = officeHours({ rosters: [{ ...weeklyRoster('day', [1, 2, 3, 4, 5]), from: '2026-05-05', until: '2026-05-07' }] });
  assert.deepEqual(
    shiftsBetween(calendar, berlin('2026-05-01T00:00'), berlin('2026-05-15T00:00')).map((shift) => shift.date.toString()),
    ['2026-05-05', '2026-05-06', '2026-05-07'],
  );
});

test('a shift that begins before the production day can be counted where most of it lies', () => {
  const shifts = [{ id: 'early', start: '05:45', end: '14:00' }];
  const rosters = [weeklyRoster('early', [1, 2, 3, 4, 5, 6, 7])];
  const counted = (shiftBelongsTo: 'start' | 'most'): string[] =>
    shiftsOf(officeHours({ shifts, rosters, productionDay: { start: '06:00', shiftBelongsTo } }), day('2026-05-05')).map((shift) => shift.date.toString());
  assert.deepEqual(counted('most'), ['2026-05-05']);
  assert.deepEqual(counted('start'), ['2026-05-06']);
});

test('an empty window is refused', () => {
  assert.throws(() => shiftsBetween(officeHours(), berlin('2026-01-05T00:00'), berlin('2026-01-05T00:00')), /allowed is an instant after from/);
});

const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Santiago', 'Africa/Casablanca');
const dates = fc.integer({ min: 0, max: 2000 }).map((days) => day('2024-01-01').add({ days }));

test('whole-day crews and shifts that change in the hour of the clock change leave no gap either', () => {
  fc.assert(
    fc.property(zones, dates, fc.constantFrom('00:00', '01:30', '02:00', '02:30', '23:30'), (timeZone, date, hour) => {
      const calendar = roundTheClock({
        timeZone,
        shifts: [{ id: 'full', start: hour, end: hour }],
        rosters: rostersOf(patterns['24on-48off'], { anchor: '2026-01-05', crews: ['A', 'B', 'C'], shifts: { F: 'full' } }),
        productionDay: { start: hour },
      });
      const whole = productionDay(calendar, date);
      const shifts = shiftsOf(calendar, date);
      return shifts.length === 1 && shifts[0]!.start.equals(whole.start) && shifts[0]!.end.equals(whole.end);
    }),
    { numRuns: 80 },
  );
});

test('round the clock leaves no gap and no overlap on any day in any zone, whatever the clock does', () => {
  fc.assert(
    fc.property(zones, dates, fc.constantFrom('dupont', '2-2-3', 'pitman', '4on-4off', '7on-7off'), (timeZone, date, id) => {
      const calendar = roundTheClock({
        timeZone,
        shifts: [
          { id: 'day', start: '06:00', end: '18:00' },
          { id: 'night', start: '18:00', end: '06:00' },
        ],
        rosters: rostersOf(patterns[id], { anchor: '2026-01-05', crews: ['A', 'B', 'C', 'D'], shifts: { D: 'day', N: 'night' } }),
      });
      const whole = productionDay(calendar, date);
      const shifts = shiftsOf(calendar, date);
      const covered = intersection(shifts, [whole]).reduce((total, part) => total + lengthMs(part), 0);
      return covered === lengthMs(whole) && overlaps(shifts).length === 0 && shifts.length === 2;
    }),
    { numRuns: 60 },
  );
});

// the zones whose change is not "one hour at 02:00": half an hour, at midnight, and to less than standard time (IANA tz)
test('nights keep touching the early shift where the clock changes by half an hour or at midnight', () => {
  const hours = (timeZone: string, date: string): number[] => {
    const calendar = workCalendar({
      id: timeZone,
      timeZone,
      shifts: [
        { id: 'day', start: '06:00', end: '22:00' },
        { id: 'night', start: '22:00', end: '06:00' },
      ],
      rosters: [
        { anchor: '2026-01-05', cycle: ['day'] },
        { anchor: '2026-01-05', cycle: ['night'] },
      ],
      productionDay: { start: '06:00' },
    });
    const shifts = shiftsOf(calendar, Temporal.PlainDate.from(date));
    const following = shiftsOf(calendar, Temporal.PlainDate.from(date).add({ days: 1 }));
    assert.ok(shifts.at(-1)!.end.equals(following[0]!.start), timeZone);
    return shifts.map((shift) => shift.start.until(shift.end).total('hours'));
  };
  assert.deepEqual(hours('Australia/Lord_Howe', '2026-10-03'), [16, 7.5]);
  assert.deepEqual(hours('Australia/Lord_Howe', '2026-04-04'), [16, 8.5]);
  assert.deepEqual(hours('America/Santiago', '2026-09-05'), [16, 7]);
  assert.deepEqual(hours('America/Santiago', '2026-04-04'), [16, 9]);
  assert.deepEqual(hours('America/Havana', '2026-03-07'), [16, 7]);
  assert.deepEqual(hours('Africa/Cairo', '2026-04-23'), [16, 7]);
});

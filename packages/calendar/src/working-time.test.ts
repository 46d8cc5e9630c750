import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { berlin, local, officeHours, roundTheClock } from './plant-calendar.test-data.ts';
import { addWorkingDays, addWorkingTime, isWorking, nextWorkingInstant, subtractWorkingTime, workingTimeBetween } from './working-time.ts';

const office = officeHours({ holidays: [{ date: '2026-05-01', name: 'Labour Day' }] });

test('eight working hours from Thursday noon before a holiday are over on Monday', () => {
  // Thursday 30 April 12:30-16:30 is 4 h; Friday is a holiday; Monday 08:00-12:00 is 4 h
  assert.equal(local(addWorkingTime(office, berlin('2026-04-30T12:00'), { hours: 8 })), '2026-05-04T12:00');
});

test('time that ends with the shift is due at its end, not on the next morning', () => {
  assert.equal(local(addWorkingTime(office, berlin('2026-04-30T12:30'), { hours: 4 })), '2026-04-30T16:30');
  assert.equal(local(addWorkingTime(office, berlin('2026-04-30T12:30'), { hours: 4, minutes: 1 })), '2026-05-04T08:01');
});

test('the latest start is reckoned backwards over weekend and break', () => {
  assert.equal(local(subtractWorkingTime(office, berlin('2026-05-04T10:00'), { hours: 6 })), '2026-04-30T12:30');
  assert.equal(local(subtractWorkingTime(office, berlin('2026-05-04T08:00'), { minutes: 30 })), '2026-04-30T16:00');
});

test('working time between two instants leaves out nights, breaks, weekends and holidays', () => {
  assert.equal(workingTimeBetween(office, berlin('2026-04-30T08:00'), berlin('2026-05-05T08:00')).total('hours'), 16);
  assert.equal(workingTimeBetween(office, berlin('2026-05-05T08:00'), berlin('2026-04-30T08:00')).total('hours'), -16);
  assert.equal(workingTimeBetween(office, berlin('2026-05-02T08:00'), berlin('2026-05-03T08:00')).total('hours'), 0);
});

test('the night of the clock change counts the hours that pass, not those on the wall', () => {
  const calendar = roundTheClock();
  assert.equal(workingTimeBetween(calendar, berlin('2026-03-28T22:00'), berlin('2026-03-29T06:00')).total('hours'), 6.5);
  assert.equal(workingTimeBetween(calendar, berlin('2026-10-24T22:00'), berlin('2026-10-25T06:00')).total('hours'), 8.5);
});

test('a break is no working time; neither is the instant at which the shift ends', () => {
  assert.deepEqual(
    ['07:59', '08:00', '12:00', '12:29', '12:30', '16:30'].map((time) => isWorking(office, berlin(`2026-05-04T${time}`))),
    [false, true, false, false, true, false],
  );
  assert.equal(local(nextWorkingInstant(office, berlin('2026-04-30T17:00'))), '2026-05-04T08:00');
});

test('working days keep the local time and leave out what is closed', () => {
  assert.equal(local(addWorkingDays(office, berlin('2026-04-30T15:00'), 1)), '2026-05-04T15:00');
  assert.equal(local(addWorkingDays(office, berlin('2026-05-04T15:00'), -1)), '2026-04-30T15:00');
  assert.equal(local(addWorkingDays(office, berlin('2026-03-27T15:00'), 1)), '2026-03-30T15:00');
});

test('the working time of one crew is its own', () => {
  const calendar = roundTheClock();
  const week = [berlin('2026-01-05T06:00'), berlin('2026-01-12T06:00')] as const;
  const crews = ['A', 'B', 'C', 'D'].map((crew) => workingTimeBetween(calendar, ...week, { crew }).total('hours'));
  // the first week of the cycle: seven shifts of 7.5 h, then five, five and four
  assert.deepEqual(crews, [52.5, 37.5, 37.5, 30]);
  assert.equal(workingTimeBetween(calendar, ...week).total('hours'), 157.5);
});

test('a duration without fixed length, a negative one, and a calendar without work are refused', () => {
  assert.throws(() => addWorkingTime(office, berlin('2026-05-04T08:00'), { days: 1 }), /use addWorkingDays/);
  assert.throws(() => addWorkingTime(office, berlin('2026-05-04T08:00'), { hours: -1 }), /allowed is zero or more/);
  assert.throws(() => addWorkingTime(officeHours({ rosters: [] }), berlin('2026-05-04T08:00'), { hours: 1 }), /calendar office has not enough working time/);
  assert.throws(() => addWorkingDays(office, berlin('2026-05-04T08:00'), 0.5), /days is 0.5/);
});

const calendars = fc.constantFrom(office, roundTheClock(), roundTheClock({ timeZone: 'America/New_York' }));
const instants = fc.integer({ min: 0, max: 700_000 }).map((minutes) => berlin('2026-01-01T00:00').add({ minutes }));
const spans = fc.integer({ min: 1, max: 5000 });

test('between an instant and the due instant lies exactly the working time that was added, and the way back begins no earlier', () => {
  fc.assert(
    fc.property(calendars, instants, spans, (calendar, from, minutes) => {
      const due = addWorkingTime(calendar, from, { minutes });
      const back = subtractWorkingTime(calendar, due, { minutes });
      return (
        workingTimeBetween(calendar, from, due).total('minutes') === minutes &&
        Temporal.Instant.compare(back, from) >= 0 &&
        workingTimeBetween(calendar, from, back).total('minutes') === 0
      );
    }),
    { numRuns: 80 },
  );
});

test('two stretches added in turn are due when their sum is', () => {
  fc.assert(
    fc.property(calendars, instants, spans, spans, (calendar, from, a, b) =>
      addWorkingTime(calendar, addWorkingTime(calendar, from, { minutes: a }), { minutes: b }).equals(addWorkingTime(calendar, from, { minutes: a + b })),
    ),
    { numRuns: 60 },
  );
});

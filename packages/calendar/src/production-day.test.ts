import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contains, lengthMs } from './interval.ts';
import { berlin, local, officeHours } from './plant-calendar.test-data.ts';
import { productionDate, productionDay, productionPeriod } from './production-day.ts';

const sixToSix = officeHours({ productionDay: { start: '06:00' } });
const fromEvening = officeHours({ productionDay: { start: '22:00', namedBy: 'end' } });
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

test('half past five in the morning belongs to the production day before', () => {
  assert.equal(productionDate(sixToSix, berlin('2026-05-05T05:30')).toString(), '2026-05-04');
  assert.equal(productionDate(sixToSix, berlin('2026-05-05T06:00')).toString(), '2026-05-05');
});

test('a production day that begins with the night shift bears the date of its end', () => {
  assert.equal(productionDate(fromEvening, berlin('2026-05-04T22:00')).toString(), '2026-05-05');
  assert.equal(productionDate(fromEvening, berlin('2026-05-05T21:59')).toString(), '2026-05-05');
  assert.equal(local(productionDay(fromEvening, day('2026-05-05')).start), '2026-05-04T22:00');
});

test('the production day of the clock change has 23 or 25 hours', () => {
  assert.equal(lengthMs(productionDay(sixToSix, day('2026-03-28'))) / 3_600_000, 23);
  assert.equal(lengthMs(productionDay(sixToSix, day('2026-10-24'))) / 3_600_000, 25);
});

test('weeks begin on Monday, months and quarters on their first production day', () => {
  const week = productionPeriod(sixToSix, 'week', day('2026-05-07'));
  assert.deepEqual([week.firstDate.toString(), week.lastDate.toString(), local(week.start), local(week.end)], ['2026-05-04', '2026-05-10', '2026-05-04T06:00', '2026-05-11T06:00']);
  assert.equal(productionPeriod(sixToSix, 'quarter', day('2026-05-07')).firstDate.toString(), '2026-04-01');
  assert.equal(productionPeriod(sixToSix, 'month', day('2028-02-07')).lastDate.toString(), '2028-02-29');
  assert.equal(productionPeriod(sixToSix, 'year', day('2026-05-07')).lastDate.toString(), '2026-12-31');
});

test('a production day that begins in an hour which does not exist, or comes twice, still holds each instant once', () => {
  const zones = ['America/Santiago', 'Australia/Lord_Howe', 'Europe/Berlin'].flatMap((timeZone) =>
    ['00:00', '02:15', '23:30'].map((start) => officeHours({ timeZone, productionDay: { start } })),
  );
  fc.assert(
    fc.property(fc.integer({ min: 19_000, max: 21_500 }), fc.nat(86_399), fc.constantFrom(...zones), (dayNumber, seconds, calendar) => {
      const at = Temporal.Instant.fromEpochMilliseconds((dayNumber * 86_400 + seconds) * 1000);
      return contains(productionDay(calendar, productionDate(calendar, at)), at);
    }),
    { numRuns: 200 },
  );
});

test('every instant is in exactly the production day of its date', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_700_000_000, max: 1_850_000_000 }), fc.constantFrom(sixToSix, fromEvening), (seconds, calendar) => {
      const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
      return contains(productionDay(calendar, productionDate(calendar, at)), at);
    }),
  );
});

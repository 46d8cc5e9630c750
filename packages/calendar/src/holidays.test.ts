import assert from 'node:assert/strict';
import { test } from 'node:test';
import { easterSunday, holidaysOf, nthWeekday } from './holidays.ts';

test('Easter falls as published (US Census Bureau table of Easter dates; Meeus, chapter 8)', () => {
  const published = {
    1961: '04-02',
    1991: '03-31',
    1992: '04-19',
    2000: '04-23',
    2008: '03-23',
    2011: '04-24',
    2019: '04-21',
    2024: '03-31',
    2025: '04-20',
    2026: '04-05',
    2027: '03-28',
    2038: '04-25',
  };
  for (const [year, date] of Object.entries(published)) assert.equal(easterSunday(Number(year)).toString(), `${year}-${date}`);
  assert.throws(() => easterSunday(1500), /1583/);
});

test('the last Monday in May and the fourth Thursday in November', () => {
  assert.equal(nthWeekday(2026, 5, 1, -1).toString(), '2026-05-25');
  assert.equal(nthWeekday(2026, 11, 4, 4).toString(), '2026-11-26');
  assert.throws(() => nthWeekday(2026, 2, 1, 5), /has no such weekday/);
  assert.throws(() => nthWeekday(2026, 2, 8, 1), /weekday is 8/);
});

test('a holiday on a weekend is moved as the rule says', () => {
  const fourth = { kind: 'date', month: 7, day: 4, name: 'Independence Day' } as const;
  assert.equal(holidaysOf(2026, [{ ...fourth, moved: 'to-nearest-weekday' }])[0]?.date, '2026-07-03');
  assert.equal(holidaysOf(2026, [{ ...fourth, moved: 'to-monday' }])[0]?.date, '2026-07-06');
  assert.equal(holidaysOf(2026, [fourth])[0]?.date, '2026-07-04');
});

test('rules of a year give its holidays in order, those that coincide under both names', () => {
  const rules = [
    { kind: 'easter', days: 39, name: 'Ascension' },
    { kind: 'date', month: 5, day: 1, name: 'Labour Day' },
    { kind: 'easter', days: -2, name: 'Good Friday' },
  ] as const;
  assert.deepEqual(
    holidaysOf(2026, rules).map((holiday) => `${holiday.date} ${holiday.name}`),
    ['2026-04-03 Good Friday', '2026-05-01 Labour Day', '2026-05-14 Ascension'],
  );
  assert.deepEqual(
    holidaysOf(2008, rules).map((holiday) => holiday.name),
    ['Good Friday', 'Ascension, Labour Day'],
  );
});

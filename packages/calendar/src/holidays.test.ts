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

// as printed in tables of both Easters for 2010 to 2030; 1994, 1995 and 2870 are the worked examples of the Easter dating method after the
// Australian Almanac of 1988
test('the Easter of the orthodox churches falls as published, by the Gregorian calendar', () => {
  const published = `1994-05-01 1995-04-23 2010-04-04 2011-04-24 2012-04-15 2013-05-05 2014-04-20 2015-04-12 2016-05-01 2017-04-16 2018-04-08 2019-04-28
    2020-04-19 2021-05-02 2022-04-24 2023-04-16 2024-05-05 2025-04-20 2026-04-12 2027-05-02 2028-04-16 2029-04-08 2030-04-28 2870-04-20`;
  for (const date of published.split(/\s+/)) assert.equal(easterSunday(Number(date.slice(0, 4)), 'orthodox').toString(), date);
  assert.equal(holidaysOf(2026, [{ kind: 'easter', days: -2, church: 'orthodox', name: 'Good Friday' }])[0]?.date, '2026-04-10');
  assert.throws(() => easterSunday(2026, 'julian' as never), /church is "julian"; allowed is western or orthodox/);
});

test('Easter is a Sunday in both churches, the orthodox one never the earlier, in every year from 1583 to 9999', () => {
  for (let year = 1583; year <= 9999; year += 1) {
    const [western, orthodox] = [easterSunday(year), easterSunday(year, 'orthodox')];
    assert.deepEqual([western.dayOfWeek, orthodox.dayOfWeek], [7, 7], String(year));
    assert.ok(Temporal.PlainDate.compare(western, orthodox) <= 0, String(year));
  }
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

test('in Britain Christmas and Boxing Day on a weekend are kept on the next free weekdays (bank holidays of 2021 and 2022)', () => {
  const moved = 'to-next-free-weekday';
  const rules = [
    { kind: 'date', month: 1, day: 1, name: 'New Year', moved },
    { kind: 'date', month: 12, day: 25, name: 'Christmas', moved },
    { kind: 'date', month: 12, day: 26, name: 'Boxing Day', moved },
  ] as const;
  const of = (year: number) => holidaysOf(year, rules).map((holiday) => `${holiday.date} ${holiday.name}`);
  assert.deepEqual(of(2021), ['2021-01-01 New Year', '2021-12-27 Christmas', '2021-12-28 Boxing Day']);
  assert.deepEqual(of(2022), ['2022-01-03 New Year', '2022-12-26 Boxing Day', '2022-12-27 Christmas']);
});

test('two holidays on one date keep what either of them closes, and may not contradict one another', () => {
  const one = { kind: 'date', month: 5, day: 1, name: 'May Day', closes: 'calendar-day' } as const;
  const other = { kind: 'date', month: 5, day: 1, name: 'Ascension' } as const;
  for (const rules of [
    [one, other],
    [other, one],
  ])
    assert.equal(holidaysOf(2008, rules)[0]?.closes, 'calendar-day');
  assert.throws(() => holidaysOf(2008, [one, { ...other, closes: 'production-day' }]), /May Day closes calendar-day and Ascension closes production-day on 2008-05-01/);
});

test('a date that a year has not is refused in our words', () => {
  assert.throws(() => holidaysOf(2027, [{ kind: 'date', month: 2, day: 29, name: 'Leap day' }]), /Leap day is on month 2, day 29; the year 2027 has no such date/);
  assert.throws(() => nthWeekday(2027, 13, 1, 1), /month 13, day 1; the year 2027 has no such date/);
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

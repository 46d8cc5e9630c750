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

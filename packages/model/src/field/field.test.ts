import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressPattern } from './address.ts';
import { clockTime, day } from './clock-time.ts';
import { duration, readDuration } from './duration.ts';
import { identity } from './identity.ts';
import { limits, readLimits } from './limits.ts';
import { money, quantity, readQuantity, unitCode } from './quantity.ts';

test('a duration is a whole number and a unit', () => {
  assert.equal(readDuration('5 min').toString(), 'PT5M');
  assert.equal(readDuration('24 months').toString(), 'P24M');
  assert.equal(readDuration('0 min').toString(), 'PT0S');
  for (const wrong of ['5min', '5  min', '1.5 h', '-5 min', '5 minutes ago', '2 yeers', '']) assert.equal(duration.safeParse(wrong).success, false, wrong);
  assert.throws(() => readDuration('soon'), { message: '"soon" is no duration: write a whole number and a unit, such as 5 min or 24 months.' });
});

test('a length of time ends before the calendar does', () => {
  for (const right of ['100 years', '1200 months', '36525 days']) assert.equal(duration.safeParse(right).success, true, right);
  assert.match(duration.safeParse('999999999999 years').error?.message ?? '', /goes beyond a hundred years/);
});

test('a unit that nobody can reckon with is told, with what was probably meant', () => {
  assert.match(unitCode.safeParse('Kg').error?.message ?? '', /must be a UCUM unit, such as kg, mL or 1\. Kg is not a UCUM unit\. Write kg/);
  assert.match(quantity.safeParse('5 blorps').error?.message ?? '', /blorps is not a UCUM unit/);
  assert.equal(quantity.safeParse(`${'9'.repeat(31)} kg`).success, false);
  assert.equal(unitCode.safeParse('{rev}/min').success, true);
});

test('a sum of money names its currency', () => {
  assert.equal(money.safeParse('12.40 EUR').success, true);
  for (const wrong of ['12.40', '12,40 EUR', '5 kg', '12.40 Eur', `${'9'.repeat(31)} EUR`]) assert.equal(money.safeParse(wrong).success, false, wrong);
});

test('a month is a calendar month', () => {
  assert.equal(Temporal.PlainDate.from('2026-01-31').add(readDuration('1 month')).toString(), '2026-02-28');
});

test('a quantity keeps its zeros', () => {
  assert.deepEqual(readQuantity('18.20 g'), { value: '18.20', unit: 'g' });
  assert.deepEqual(readQuantity('100 1/min'), { value: '100', unit: '1/min' });
  for (const wrong of ['18,20 g', '18.20g', '18.20', '.5 g', '1e3 g', '018 g']) assert.equal(quantity.safeParse(wrong).success, false, wrong);
  assert.throws(() => readQuantity('much'), TypeError);
});

test('limits are a pair or one-sided, the lower first', () => {
  assert.deepEqual(readLimits('18.20 to 18.80'), { low: '18.20', high: '18.80' });
  assert.deepEqual(readLimits('at most 1.5'), { high: '1.5' });
  assert.deepEqual(readLimits('at least 95'), { low: '95' });
  assert.deepEqual(readLimits('-5 to 5'), { low: '-5', high: '5' });
  assert.equal(limits.safeParse('10 to 10').success, true);
  for (const wrong of ['18.80 to 18.20', '18.20-18.80', 'below 5', 'at most', '1 to 2 to 3']) assert.equal(limits.safeParse(wrong).success, false, wrong);
  assert.throws(() => readLimits('about 5'), TypeError);
});

test('a time of day and a day are what they say', () => {
  for (const right of ['00:00', '06:30', '23:59', '24:00']) assert.equal(clockTime.safeParse(right).success, true, right);
  for (const wrong of ['6:30', '24:01', '12:60', '0630']) assert.equal(clockTime.safeParse(wrong).success, false, wrong);
  assert.equal(day.safeParse('2026-02-29').success, false);
  assert.equal(day.safeParse('2028-02-29').success, true);
});

test('a permission names room, noun and verb, or says with a star that it means more', () => {
  for (const right of ['qms.deviation.approve', 'qms.deviation.*', 'qms.*', '*', '*.*.list', 'work.job-order.start'])
    assert.equal(addressPattern.safeParse(right).success, true, right);
  for (const wrong of ['qms', 'qms.deviation', 'qms.deviation.approve.now', 'QMS.deviation.approve', 'qms..approve', 'qms.dev*'])
    assert.equal(addressPattern.safeParse(wrong).success, false, wrong);
});

test('an identity is a short name that can stand on a label and in a link', () => {
  for (const right of ['PK-21', 'PK-21.SC-07.mean-of-10', 'a', '4500128']) assert.equal(identity.safeParse(right).success, true, right);
  for (const wrong of ['', 'PK 21', '-PK', 'PK-', 'a/b', 'ü', 'x'.repeat(81)]) assert.equal(identity.safeParse(wrong).success, false, wrong);
});

/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { clock, countdown, day, dayClock, figure, fromNow, fullDay, span, unitInWords } from './format.ts';

const when = '2026-11-22T09:21:40Z';
const zone = 'Europe/Berlin';

test("times are shown in the site's zone, whatever the browser's", () => {
  assert.deepEqual([clock(when, zone), clock(when, zone, true), clock(when, 'America/Chicago')], ['10:21', '10:21:40', '03:21']);
});

test('midnight is 00:00, not 24:00', () => {
  assert.equal(clock('2026-11-22T23:00:00Z', zone), '00:00');
});

test('a day is short; another year is named', () => {
  assert.deepEqual(
    [day(when, zone), fullDay(when, zone), dayClock(when, zone, when), dayClock(when, zone, '2027-01-02T00:00:00Z')],
    ['22 Nov', '22 Nov 2026', '22 Nov 10:21', '22 Nov 2026 10:21'],
  );
});

test('a span has at most two parts', () => {
  assert.deepEqual([span(72), span(0), span(3600), span(90_061), span(59.6)], ['1 min 12 s', '0 s', '1 h', '1 d 1 h', '1 min']);
});

test('a countdown that has run out counts on with a minus', () => {
  assert.deepEqual([countdown(41), countdown(3720), countdown(-65)], ['00:41', '1:02:00', '−01:05']);
});

test('how long ago is said with its largest part', () => {
  const now = '2026-11-22T09:25:00Z';
  assert.deepEqual([fromNow(when, now), fromNow('2026-11-22T11:25:00Z', now), fromNow(now, now)], ['3 min ago', 'in 2 h', 'now']);
});

test('figures have separators, decimals as asked, and a true minus', () => {
  assert.deepEqual([figure(23418), figure(-1.5, { digits: 2, unit: 'g' }), figure(Number.NaN)], ['23,418', '−1.50 g', '–']);
});

test('a time that is none is refused with what was given', () => {
  assert.throws(() => clock('yesterday', zone), { message: 'when is "yesterday"; it must be an ISO 8601 instant' });
});

test('a unit is written as people write it, and a count has none', () => {
  assert.deepEqual(['Cel', '{tbl}', '1', 'kg/h', '1/min', undefined].map(unitInWords), ['°C', 'tbl', '', 'kg/h', '/min', '']);
  assert.equal(figure(60.2, { unit: 'Cel' }), '60.2 °C');
});

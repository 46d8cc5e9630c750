import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiftsBetween, workCalendar } from '@millrace/calendar';
import fc from 'fast-check';
import { reckonOee, type OeeGround } from './reckon-oee.ts';
import type { StatedInterval } from './leaves.ts';

const calendar = workCalendar({ id: 'c', timeZone: 'Europe/Berlin', shifts: [{ id: 'early', start: '06:00', end: '14:00', breaks: [{ start: '09:30', end: '10:00' }] }], rosters: [{ anchor: '2026-01-01', cycle: ['early'] }] });
const [shift] = shiftsBetween(calendar, Temporal.Instant.from('2026-11-23T06:00:00Z'), Temporal.Instant.from('2026-11-23T07:00:00Z'));
const at = (minute: number) => shift!.start.add({ minutes: minute });
const stretch = (id: string, state: StatedInterval['state'], from: number, to: number, more: Partial<StatedInterval> = {}): StatedInterval => ({ id, state, mode: 'produce', startsAt: at(from), endsAt: at(to), jobOrder: 'J', reason: undefined, ...more });
const ground = (intervals: StatedInterval[], more: Partial<OeeGround> = {}): OeeGround => ({ shift: shift!, now: at(600), intervals, counts: [{ id: 'c1', startsAt: at(0), total: 30_000, scrap: 300, idealCycleS: 0.6, product: 'RV' }], profile: 'iso-22400-2', reasonInterval: () => undefined, ...more });

test('a break is planned down time, whatever the machine does not do in it', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 210), stretch('b', 'stopped', 210, 240), stretch('c', 'execute', 240, 480)]));
  assert.equal(value.factors.availability, 1);
});

test('a stop within an order lowers availability, and the value names the interval', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 210), stretch('x', 'stopped', 210, 285), stretch('c', 'execute', 285, 480)]));
  assert.equal(value.factors.availability, (450 - 45) / 450);
  assert.ok(value.basis.includes('x'));
});

test('a reason given later turns a stop into planned down time', () => {
  const stopped = [stretch('a', 'execute', 0, 400), stretch('x', 'stopped', 400, 480, { reason: 'maintenance' })];
  assert.ok(reckonOee(ground(stopped)).factors.availability! < 1);
  assert.equal(reckonOee(ground(stopped, { reasonInterval: () => 'planned-down' })).factors.availability, 1);
});

test('without an ideal cycle there is availability and no OEE, and the value says why', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 480)], { counts: [{ id: 'c1', startsAt: at(0), total: 100, scrap: 0, idealCycleS: undefined, product: 'RV' }] }));
  assert.equal(value.value, undefined);
  assert.ok(value.flags.includes('no-ideal-cycle'));
  assert.equal(typeof value.factors.availability, 'number');
});

test('time that nobody heard is not counted as run, and completeness says how much', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 240)]));
  assert.ok(value.flags.includes('incomplete'));
  assert.equal(value.completeness, 0.5);
});

test('a shift of which nothing was heard has no OEE, and not one of 0 %', () => {
  const value = reckonOee(ground([stretch('a', 'unknown', 0, 480)], { counts: [] }));
  assert.deepEqual([value.value, value.denominator, value.factors, value.completeness], [undefined, 0, {}, 0]);
  assert.ok(value.flags.includes('nothing-heard'));
});

test('OEE is availability times performance times quality', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 470 }), fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 0, max: 1000 }), (stop, total, scrap) => {
      const value = reckonOee(ground([stretch('a', 'execute', 0, stop), stretch('b', 'held', stop, 480)], { counts: [{ id: 'c', startsAt: at(0), total: total + scrap, scrap, idealCycleS: 0.6, product: 'RV' }] }));
      const { availability, performance, quality } = value.factors;
      return Math.abs((availability! * performance! * quality!) - value.numerator / value.denominator) < 1e-9;
    }),
  );
});

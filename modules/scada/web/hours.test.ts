import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoursOf, perMinuteOf, rateOf } from './hours.ts';

const at = (time: string) => Date.parse(`2026-11-22T${time}:00Z`);
const row = (time: string, total: number, scrap = 0) => ({ startsAt: `2026-11-22T${time}:00Z`, total, scrap });

test('the hours of a shift hold good pieces against the rate, and the running hour says how much of it has passed', () => {
  const hours = hoursOf([row('06:00', 1400, 20), row('06:45', 1500), row('07:00', 700)], at('06:00'), at('07:20'), 100, (ms) => new Date(ms).toISOString().slice(11, 13));
  assert.deepEqual(
    hours.map(({ label, good, target, passed }) => [label, good, target, passed]),
    [
      ['06', 2880, 6000, 1],
      ['07', 700, 6000, 20 / 60],
    ],
  );
});

test('an hour without an order, and the time of a set-up, ask for no pieces', () => {
  const state = (state: 'no-order' | 'setup' | 'delay', from: string, to: string) => ({
    id: from,
    state,
    from: new Date(at(from)).toISOString(),
    to: new Date(at(to)).toISOString(),
  });
  const intervals = [state('no-order', '06:00', '07:00'), state('setup', '07:00', '07:30'), state('delay', '07:30', '07:45')];
  const hours = hoursOf([row('07:45', 1500)], at('06:00'), at('08:00'), 100, (ms) => new Date(ms).toISOString().slice(11, 13), intervals);
  assert.deepEqual(
    hours.map(({ label, target }) => [label, target]),
    [
      ['06', 0],
      ['07', 3000],
    ],
  );
});

test('the rate of late spans the turn of a quarter of an hour', () => {
  assert.equal(rateOf([row('06:45', 1500), row('07:00', 100)], at('07:01')), 100);
  assert.equal(rateOf([row('06:00', 1500)], at('07:01')), undefined, 'a counter that was last heard an hour ago has no rate now');
});

test('a rate is read in pieces per minute', () => {
  assert.equal(perMinuteOf('100 1/min'), 100);
  assert.equal(perMinuteOf('3000 1/h'), 50);
  assert.equal(perMinuteOf('55 kg/h'), undefined);
});

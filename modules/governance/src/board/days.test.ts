import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cellsOf, isOnTarget, runOf, type Target } from './days.ts';
import type { DayFact } from './facts.ts';

const target: Target = { value: 95, better: 'higher' };
const fact = (day: string, value: number | null, status: DayFact['status'] = 'final'): DayFact => ({ day, numerator: 0, denominator: 1, value, status });
const month = (facts: readonly DayFact[], more: object = {}) =>
  cellsOf('2026-11', { today: '2026-11-22', facts, targetOn: () => target, isOff: (date) => date === '2026-11-21', explained: new Map(), ...more });
const stateOn = (cells: ReturnType<typeof month>, day: number) => cells[day - 1]!.state;

test('a value on the target is on target, in whichever direction is better', () => {
  assert.equal(isOnTarget(95, target), true);
  assert.equal(isOnTarget(94.99, target), false);
  assert.equal(isOnTarget(2, { value: 2, better: 'lower' }), true);
  assert.equal(isOnTarget(2.1, { value: 2, better: 'lower' }), false);
});
test('a working day without a value is missing, never good', () => {
  const cells = month([fact('2026-11-20', null)]);
  assert.equal(stateOn(cells, 20), 'missing');
  assert.equal(stateOn(cells, 19), 'missing');
});
test('a day without a target in force has no colour', () => {
  assert.equal(stateOn(month([fact('2026-11-20', 99)], { targetOn: () => undefined }), 20), 'missing');
});
test('a day on which nothing was planned is off, unless something was measured', () => {
  assert.equal(stateOn(month([]), 21), 'off');
  assert.equal(stateOn(month([fact('2026-11-21', 80)]), 21), 'bad');
});
test('a day on which nothing was due is off, not missing', () => {
  assert.equal(stateOn(month([{ ...fact('2026-11-19', null), isIdle: true }]), 19), 'off');
});
test('today stays open until it is over, whatever its value is so far', () => {
  assert.equal(stateOn(month([fact('2026-11-22', 12, 'provisional')]), 22), 'today');
  assert.equal(stateOn(month([]), 23), 'future');
});
test('a restated day and a day with an action say so', () => {
  const cells = month([fact('2026-11-16', 80, 'restated')], { explained: new Map([['2026-11-16', { reason: 'Feeder jams', hasAction: true }]]) });
  assert.deepEqual(cells[15], { day: 16, date: '2026-11-16', state: 'bad', value: 80, hasAction: true, isRestated: true, reason: 'Feeder jams' });
});
test('a month has its own number of days, in order', () => {
  const days = (name: string) => cellsOf(name, { today: '2026-11-22', facts: [], targetOn: () => undefined, isOff: () => false, explained: new Map() }).length;
  assert.deepEqual([days('2026-02'), days('2028-02'), days('2026-11'), days('2026-12')], [28, 29, 30, 31]);
});
test('no cell is good without a value that meets the target of its day', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ day: fc.integer({ min: 1, max: 30 }), value: fc.option(fc.integer({ min: 80, max: 100 })) })), (given) => {
      const facts = [...new Map(given.map((one) => [one.day, fact(`2026-11-${String(one.day).padStart(2, '0')}`, one.value)])).values()];
      return month(facts).every((cell) => cell.state !== 'good' || (cell.value !== null && cell.value >= 95 && cell.day < 22));
    }),
  );
});

test('a day far outside the natural limits is a signal, and a day near the others is none', () => {
  const facts = Array.from({ length: 13 }, (_, i) => fact(Temporal.PlainDate.from('2026-11-09').add({ days: i }).toString(), i === 12 ? 40 : 70 + (i % 3)));
  const { points, low, high } = runOf('2026-11-22', 14, facts);
  assert.deepEqual(
    points.filter((point) => point.isSignal).map((point) => point.date),
    ['2026-11-21'],
  );
  assert.ok(low! > 40 && high! > 72);
});
test('a few days have no natural limits', () => {
  assert.deepEqual(runOf('2026-11-22', 14, [fact('2026-11-20', 70), fact('2026-11-21', 10)]).low, null);
});

test('a day of a chart says which of its shifts are not in it', () => {
  const { points } = runOf('2026-11-22', 2, [{ ...fact('2026-11-21', 60), leftOut: { windows: 1, of: 3 } }, fact('2026-11-22', 70)]);
  assert.deepEqual(
    points.map((point) => point.leftOut),
    [{ windows: 1, of: 3 }, null],
  );
});

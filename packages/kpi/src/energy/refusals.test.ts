import assert from 'node:assert/strict';
import { test } from 'node:test';
import { billsOfReadings, calendarise, degreeDays, energyBaseline, energyCusum, enpi, expectedEnergy, oeeSums, specificEnergy } from '../index.ts';

const period = (id: string, energy: number, tonnes: number) => ({ id, energy, drivers: { tonnes } });
const baseline = energyBaseline([period('1', 10, 1), period('2', 21, 2), period('3', 29, 3), period('4', 42, 4), period('5', 50, 5)], ['tonnes']);

test('energy that is no number is refused, not carried along as NaN', () => {
  const bad = [period('R-1', Number.NaN, 3)];
  assert.throws(() => energyCusum(baseline, bad), /period R-1 energy is NaN; allowed is a finite number/);
  assert.throws(() => enpi(baseline, bad), /period R-1 energy is NaN/);
  assert.throws(() => specificEnergy(bad, 'tonnes'), /period R-1 energy is NaN/);
  assert.throws(() => specificEnergy([period('R-2', 5, Number.POSITIVE_INFINITY)], 'tonnes'), /period R-2 tonnes is Infinity/);
  const readings = [
    { id: 'M-1', date: '2026-01-01', energy: 5 },
    { id: 'M-2', date: '2026-02-01', energy: '7' as never },
  ];
  assert.throws(() => billsOfReadings(readings), /reading M-2 energy is 7; allowed is a finite number/);
});

test('a driver named twice and a period given twice are refused, where both were counted twice', () => {
  const five = [period('1', 10, 1), period('2', 21, 2), period('3', 29, 3), period('4', 42, 4), period('5', 50, 5)];
  assert.throws(() => energyBaseline(five, ['tonnes', 'tonnes']), /driver tonnes is named twice; allowed is each once/);
  const again = period('1', 10, 1);
  for (const answer of [
    () => energyBaseline([...five, again], ['tonnes']),
    () => enpi(baseline, [again, again]),
    () => energyCusum(baseline, [again, again]),
    () => specificEnergy([again, again], 'tonnes'),
  ])
    assert.throws(answer, /period 1 is given twice; allowed is each once/);
});

test('a baseline that was not kept whole expects nothing, where a lost slope was taken as 0', () => {
  assert.throws(() => expectedEnergy({ ...baseline, slopes: {} }, { tonnes: 3 }), /slopes of the baseline has no tonnes/);
});

test('a bill or a day by an instant is refused, where its time was cut off', () => {
  assert.throws(() => calendarise([{ id: 'b', from: '2026-01-01T10:00', to: '2026-02-01', energy: 31 }]), /bill b from is "2026-01-01T10:00"; allowed is a date/);
  assert.throws(() => degreeDays([{ date: '2026-13-45', mean: 4 }], { kind: 'heating', base: 15 }), /date of a day is "2026-13-45"; allowed is a date/);
});

test('a profile by its name alone is refused with the names there are', () => {
  const start = Temporal.Instant.from('2026-01-05T05:00:00Z');
  const window = { start, end: start.add({ hours: 8 }) };
  assert.throws(() => oeeSums({ window, leaves: [], responses: [], profile: 'vorne' as never }), /profile is "vorne"; allowed is a profile .* by name: iso-22400-2, nakajima/);
});

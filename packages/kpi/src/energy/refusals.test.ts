import assert from 'node:assert/strict';
import { test } from 'node:test';
import { billsOfReadings, energyBaseline, energyCusum, enpi, specificEnergy } from '../index.ts';

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

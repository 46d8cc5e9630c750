import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reckonEnergy, type EnergyGround } from './reckon-energy.ts';
import { isCounted } from '../value/value.ts';
import type { Used } from './used.ts';

const meter = (signal: string, more: Partial<Used> = { kWh: 60 }): Used => ({ signal, on: signal.slice(0, 5), resets: [], sharedKWh: 0, readings: 9, ...more });
const ground = (more: Partial<EnergyGround> = {}): EnergyGround => ({
  used: [meter('PK-11.energy')],
  unmetered: [],
  counts: [{ id: 'c1', total: 12_200, scrap: 200 }],
  intervals: ['i1'],
  isRunning: false,
  hasPiecesAcross: false,
  unit: 'kWh',
  decimals: 1,
  ...more,
});

test('energy per 1,000 good packs keeps energy and packs apart', () => {
  const one = reckonEnergy(ground());
  assert.deepEqual([one.numerator, one.denominator, one.value, one.flags], [60, 12, '5.0', []]);
});
test('the energy of a line is the sum of its meters, over the good packs of its constraint', () => {
  assert.equal(reckonEnergy(ground({ used: [meter('PK-11.energy'), meter('PK-12.energy', { kWh: 12 })] })).value, '6.0');
});
test('the number is told in the unit of its definition', () => {
  assert.equal(reckonEnergy(ground({ unit: 'MJ' })).value, '18.0');
});
test('the number has as many decimals as its definition says', () => {
  assert.deepEqual(
    [0, 1, 3].map((decimals) => reckonEnergy(ground({ decimals, counts: [{ id: 'c1', total: 11_000, scrap: 0 }] })).value),
    ['5', '5.5', '5.455'],
  );
});
test('an indicator whose unit is no energy has no number and is in no sum, and says so: it is not taken for kWh', () => {
  const one = reckonEnergy(ground({ unit: 'kW' }));
  assert.deepEqual([one.value, one.numerator, one.denominator, one.flags, isCounted(one)], [undefined, 0, 0, ['energy-unit-unknown'], false]);
});
test('a meter that is not known leaves no number, no part of one, and says why', () => {
  const one = reckonEnergy(ground({ used: [meter('PK-11.energy'), meter('PK-12.energy', { why: 'meter-silent' })] }));
  assert.deepEqual([one.value, one.numerator, one.denominator, one.flags], [undefined, 0, 0, ['meter-silent']]);
});
test('energy used while nothing was made is kept, with no packs to it and no ratio of its own', () => {
  const one = reckonEnergy(ground({ counts: [] }));
  assert.deepEqual([one.value, one.numerator, one.denominator, one.flags], [undefined, 60, 0, ['nothing-made']]);
});
test('energy of a shift whose pieces nobody counted is not energy of nothing: it stands in no sum', () => {
  const one = reckonEnergy(ground({ counts: [], uncounted: 'counter-unheard' }));
  assert.deepEqual([one.value, one.numerator, one.denominator, one.flags, isCounted(one)], [undefined, 0, 0, ['counter-unheard'], false]);
});
test('counters that contradict each other leave no number', () => {
  const one = reckonEnergy(ground({ counts: [{ id: 'c1', total: 3, scrap: 9 }] }));
  assert.deepEqual([one.value, one.flags], [undefined, ['counts-disagree']]);
});
test('it rests on its signals, the stretches of its orders and its counts, each once', () => {
  assert.deepEqual(reckonEnergy(ground()).basis, ['PK-11.energy', 'i1', 'c1']);
});
test('a unit of the line without a meter is named beside the number', () => {
  assert.deepEqual(reckonEnergy(ground({ unmetered: ['PK-12'] })).flags, ['units-without-meter']);
});

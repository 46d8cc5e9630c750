import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';

const q = door.parseQuantity;
const kg = q('5 kg');
const limits = { low: q('1 kg'), high: q('2 kg') };
const assay = { basis: 'anhydrous', percent: '99.4', waterPercent: '4.5' } as const;

const one = (call: unknown, ...args: unknown[]) => ({ call: call as never, args });
// figures may be numbers or, better, text
const figure = 'text is how an exact figure is written';
const figures = (places: readonly string[], call: unknown, ...args: unknown[]) => ({
  ...one(call, ...args),
  allows: Object.fromEntries(places.map((place) => [`${place} 7`, figure])),
});
// quantities and decimals are objects with a life of their own: what a caller can spoil is the text and the numbers they are made of
const calls: Record<string, GoodCall> = {
  Decimal: one((text: string) => door.decimal(text), '12.5'),
  decimal: figures(['0'], door.decimal, 12.5),
  'decimal of text': one(door.decimal, '12.5'),
  formatQuantity: one(door.formatQuantity.bind(null, kg), { decimalPlaces: 3 }),
  parseQuantity: one(door.parseQuantity, '5 kg'),
  quantity: one(door.quantity, '12.5', 'kg'),
  quantityFromJson: one(door.quantityFromJson, { value: '12.5', unit: 'kg' }),
  quantityToJson: one(() => door.quantityToJson(kg)),
  isCommensurable: one(door.isCommensurable, 'kg', 'g'),
  isSameUnit: one(door.isSameUnit, 'L', 'l'),
  isUnit: one(door.isUnit, 'kg'),
  unit: one(door.unit, 'kg'),
  dimensionText: one(door.dimensionText, { m: 1, s: -2 }),
  conversionFactor: one(door.conversionFactor, 'kg', 'g'),
  convert: one(door.convert.bind(null, kg), 'g'),
  convertBy: one(door.convertBy.bind(null, kg, q('0.8 kg/L')), 'L'),
  figureIn: one(door.figureIn, '12.5', 'kg', 'g'),
  absolute: one(() => door.absolute(kg)),
  add: one(() => door.add(kg, kg)),
  compare: one(() => door.compare(kg, kg)),
  divide: one(() => door.divide(kg, q('2 h'))),
  equals: one(() => door.equals(kg, kg)),
  isGreater: one(() => door.isGreater(kg, kg)),
  isLess: one(() => door.isLess(kg, kg)),
  largest: one(door.largest, [kg]),
  multiply: one(() => door.multiply(kg, kg)),
  negate: one(() => door.negate(kg)),
  ratio: one(() => door.ratio(kg, kg)),
  scale: figures(['0'], door.scale.bind(null, kg), 3),
  smallest: one(door.smallest, [kg]),
  subtract: one(() => door.subtract(kg, kg)),
  sum: one(door.sum, [kg]),
  guardedLimits: one(() => door.guardedLimits(limits, q('10 g'))),
  judge: one(() => door.judge(kg, limits)),
  limits: one(() => door.limits(limits.low, limits.high)),
  plusMinus: one(() => door.plusMinus(kg, q('50 g'))),
  toleranceLimits: figures(['0.plus', '0.minus'], door.toleranceLimits.bind(null, kg), { kind: 'percent', plus: 0.5, minus: 1 }),
  within: one(() => door.within(kg, limits.low, limits.high)),
  fixedText: figures(['0'], door.fixedText, 12.345, 2, 'half-up'),
  roundToIncrement: figures(['0', '1'], door.roundToIncrement, 12.347, 0.005, 'half-even'),
  roundToPlaces: figures(['0'], door.roundToPlaces, 2.675, 2, 'half-up'),
  roundToSignificant: figures(['0'], door.roundToSignificant, 12345, 2, 'half-up'),
  compareUsp: figures(['0'], door.compareUsp, 97.95, { low: '98.0', high: '102.0' }),
  roundUsp: figures(['0'], door.roundUsp, 97.95, '98.0'),
  roundByUncertainty: figures(['0', '1'], door.roundByUncertainty, 10.05762, 0.027, { digits: 'two', uncertaintyMode: 'half-up', valueMode: 'half-even' }),
  massBalance: figures(['0.accountedLimits.low', '0.accountedLimits.high'], door.massBalance, {
    inputs: [{ id: 'W-1', quantity: kg }],
    outputs: [{ id: 'O-1', quantity: kg, as: 'product' }],
    accountedLimits: { low: 98, high: 102 },
  }),
  yieldOfTheoretical: one(() => door.yieldOfTheoretical(kg, kg)),
  assayAsIs: figures(['0.percent', '0.waterPercent'], door.assayAsIs, { ...assay, percent: 99.4, waterPercent: 4.5 }),
  chargeFor: one(door.chargeFor.bind(null, kg), assay),
  chargeForActivity: one(door.chargeForActivity.bind(null, q('5000 [iU]'), q('950 [iU]/mg')), 'mg'),
  chargeFromLots: figures(['0.0.assay.percent'], door.chargeFromLots.bind(null, kg), [{ id: 'L-1', assay: { ...assay, percent: 99.4 }, available: q('9 kg') }]),
  compensatedFiller: one(() => door.compensatedFiller(kg, kg, kg)),
  saltFactor: one(door.saltFactor.bind(null, q('408.879 g/mol'), q('567.05 g/mol')), 1),
  commonCodeOf: one(door.commonCodeOf, 'kg'),
  unitOfCommonCode: one(door.unitOfCommonCode, 'KGM'),
  unitSymbol: one(door.unitSymbol, 'ug/mL'),
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  const row = 'a record carries what the plant keeps beside';
  assert.deepEqual(
    unreadNames(calls, {
      'largest: 0.0': 'a quantity is a value of ours',
      'smallest: 0.0': 'so',
      'sum: 0.0': 'so',
      'massBalance: 0.inputs.0': row,
      'massBalance: 0.outputs.0': row,
      'chargeFromLots: 0.0': row,
      'quantityFromJson: 0': 'what another system wrote may hold more',
      'dimensionText: 0': 'its names are base units',
    }),
    [],
  );
});

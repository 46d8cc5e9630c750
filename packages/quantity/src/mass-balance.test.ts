import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { add, equals } from './arithmetic.ts';
import { massBalance, yieldOfTheoretical } from './mass-balance.ts';
import { parseQuantity as q, quantity } from './quantity.ts';
import { roundToPlaces } from './rounding.ts';

test('a granulation is balanced to the gram, and what is missing is named', () => {
  const balance = massBalance({
    inputs: [
      { id: 'W-1', quantity: q('120.50 kg') },
      { id: 'W-2', quantity: q('30.25 kg') },
    ],
    outputs: [
      { id: 'O-1', quantity: q('148.90 kg'), as: 'product' },
      { id: 'S-1', quantity: q('250 g'), as: 'sample' },
      { id: 'X-1', quantity: q('0.85 kg'), as: 'waste' },
    ],
    accountedLimits: { low: '98.0', high: '100.5' },
  });
  assert.equal(balance.unaccounted.value.toString(), '0.75');
  assert.equal(roundToPlaces(balance.accountedPercent, 2, 'half-up').toString(), '99.5');
  assert.equal(roundToPlaces(balance.yieldPercent, 2, 'half-up').toString(), '98.77');
  assert.equal(balance.verdict, 'inside');
  assert.deepEqual(balance.basis, ['W-1', 'W-2', 'O-1', 'S-1', 'X-1']);
});

test('labels issued, used, spoilt and returned are reconciled by count', () => {
  const balance = massBalance({
    inputs: [{ id: 'issue', quantity: q('10000 {label}') }],
    outputs: [
      { id: 'used', quantity: q('9950 {label}'), as: 'product' },
      { id: 'spoilt', quantity: q('20 {label}'), as: 'reject' },
      { id: 'returned', quantity: q('40 {label}'), as: 'returned' },
    ],
    accountedLimits: { low: 100, high: 100 },
  });
  assert.equal(balance.verdict, 'above');
  assert.equal(balance.unaccounted.value.toString(), '-10');
});

test('a balance without inputs, with negative figures, double records or other units is refused', () => {
  const product = { id: 'O-1', quantity: q('1 kg'), as: 'product' as const };
  assert.throws(() => massBalance({ inputs: [], outputs: [product] }), /inputs is empty/);
  assert.throws(() => massBalance({ inputs: [{ id: 'W-1', quantity: q('-1 kg') }], outputs: [] }), /W-1 is -1 kg/);
  assert.throws(() => massBalance({ inputs: [{ id: 'O-1', quantity: q('1 kg') }], outputs: [product] }), /named twice/);
  assert.throws(() => massBalance({ inputs: [{ id: 'W-1', quantity: q('1 L') }], outputs: [product] }), /cannot be said in it/);
  assert.throws(() => massBalance({ inputs: [{ id: 'W-1', quantity: q('0 kg') }], outputs: [product] }), /add up to 0 kg/);
  assert.throws(() => massBalance({ inputs: [{ id: 'W-1', quantity: q('1 kg') }], outputs: [product], accountedLimits: { low: 101, high: 99 } }), /low is 101/);
});

test('input is always output and what is missing, to the last digit, whatever the units', () => {
  const mass = fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom('kg', 'g', 'mg')).map(([digits, unit]) => quantity(`${digits}e-4`, unit));
  fc.assert(
    fc.property(fc.array(mass, { minLength: 1, maxLength: 8 }), fc.array(mass, { maxLength: 8 }), (inputs, outputs) => {
      const balance = massBalance({
        inputs: inputs.map((of, index) => ({ id: `in-${index}`, quantity: of })),
        outputs: outputs.map((of, index) => ({ id: `out-${index}`, quantity: of, as: index % 2 ? 'waste' : 'product' })),
      });
      return equals(balance.input, add(balance.output, balance.unaccounted)) && balance.yieldPercent.lte(balance.accountedPercent);
    }),
  );
});

test('the yield is given by the theoretical one', () => {
  assert.equal(yieldOfTheoretical(q('97500 {tablet}'), q('100000 {tablet}')).toString(), '97.5');
  assert.throws(() => yieldOfTheoretical(q('1 kg'), q('0 kg')), /theoretical is 0 kg/);
});

test('an output with a word for its fate that is none is refused, where it was accounted for and missing from the yield', () => {
  const of = (as: string) => () => massBalance({ inputs: [{ id: 'W-1', quantity: q('5 kg') }], outputs: [{ id: 'O-1', quantity: q('4 kg'), as: as as 'product' }] });
  assert.throws(of('prodct'), /O-1 went as "prodct"; allowed is one of product, by-product, sample/);
  assert.equal(of('product')().yieldPercent.toString(), '80');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { add, equals, sum } from './arithmetic.ts';
import { assayAsIs, chargeFor, chargeForActivity, chargeFromLots, compensatedFiller, saltFactor } from './potency.ts';
import { formatQuantity, parseQuantity as q, quantity } from './quantity.ts';
import { roundToPlaces } from './rounding.ts';

test('an anhydrous assay of 99.4 % with 4.5 % water is 94.927 % as it lies in the drum', () => {
  assert.equal(assayAsIs({ basis: 'anhydrous', percent: '99.4', waterPercent: '4.5' }).toString(), '94.927');
  assert.equal(assayAsIs({ basis: 'dried', percent: '100.2', lossOnDryingPercent: '0.5' }).toString(), '99.699');
  assert.equal(assayAsIs({ basis: 'as-is', percent: '98.1' }).toString(), '98.1');
});

test('the charge carries as much of the pure substance as was wanted', () => {
  const charge = chargeFor(q('50 kg'), { basis: 'anhydrous', percent: '99.4', waterPercent: '4.5' });
  assert.equal(formatQuantity({ ...charge, value: roundToPlaces(charge.value, 3, 'half-even') }), '52.672 kg');
  assert.equal(formatQuantity(chargeFor(q('50 kg'), { basis: 'as-is', percent: 125 })), '40 kg');
});

test('a potency in units of activity gives a mass', () => {
  assert.equal(formatQuantity(chargeForActivity(q('4750000 [iU]'), q('950 [iU]/mg'), 'g')), '5 g');
  assert.throws(() => chargeForActivity(q('1000 [iU]'), q("950 [USP'U]/mg"), 'g'), /arbitrary unit/);
});

test('lots are used in their order until the substance is complete', () => {
  const lots = [
    { id: 'L-1', assay: { basis: 'as-is', percent: '95' }, available: q('20 kg') },
    { id: 'L-2', assay: { basis: 'anhydrous', percent: '100', waterPercent: '2' }, available: q('80 kg') },
    { id: 'L-3', assay: { basis: 'as-is', percent: '99' }, available: q('10 kg') },
  ] as const;
  const charges = chargeFromLots(q('50 kg'), lots);
  assert.deepEqual(
    charges.map((charge) => [charge.lot, roundToPlaces(charge.charge.value, 3, 'half-even').toString(), charge.pure.value.toString()]),
    [
      ['L-1', '20', '19'],
      ['L-2', '31.633', '31'],
    ],
  );
  assert.throws(() => chargeFromLots(q('500 kg'), lots), /392.7 kg are missing/);
  assert.throws(() => chargeFromLots(q('500 kg'), []), /lots is empty/);
});

test('the filler gives way to the corrected charge, as far as there is filler', () => {
  assert.equal(formatQuantity(compensatedFiller(q('30 kg'), q('50 kg'), q('52.672 kg'))), '27.328 kg');
  assert.throws(() => compensatedFiller(q('2 kg'), q('50 kg'), q('52.672 kg')), /more than the filler/);
});

test('the base in a salt is a share of at most one', () => {
  // amlodipine 408.879, besilate 567.05 g/mol
  assert.equal(roundToPlaces(saltFactor(q('408.879 g/mol'), q('567.05 g/mol')), 4, 'half-even').toString(), '0.7211');
  assert.throws(() => saltFactor(q('567.05 g/mol'), q('408.879 g/mol')), /allowed is at most the mass it is part of/);
});

test('impossible assays and water contents are refused', () => {
  assert.throws(() => assayAsIs({ basis: 'as-is', percent: 0 }), /percent is 0/);
  assert.throws(() => assayAsIs({ basis: 'anhydrous', percent: 99, waterPercent: 100 }), /waterPercent is 100/);
  assert.throws(() => assayAsIs({ basis: 'dried', percent: 99, lossOnDryingPercent: -1 }), /lossOnDryingPercent is -1/);
  assert.throws(() => chargeFor(q('0 kg'), { basis: 'as-is', percent: 99 }), /pure is 0 kg/);
});

test('the lots taken hold exactly the pure substance wanted, and the batch keeps its mass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(fc.integer({ min: 900, max: 1020 }), { minLength: 1, maxLength: 5 }), (wanted, percents) => {
      const lots = percents.map((tenths, index) => ({
        id: `L-${index}`,
        assay: { basis: 'as-is', percent: `${tenths}e-1` } as const,
        available: quantity(wanted, 'kg'),
      }));
      const pure = quantity(wanted, 'kg');
      const enough = percents.reduce((a, b) => a + b, 0) >= 1000;
      if (!enough) return true;
      const charges = chargeFromLots(pure, lots);
      const total = sum(charges.map((charge) => charge.charge));
      const filler = compensatedFiller(quantity(wanted, 'kg'), pure, total);
      return (
        equals(sum(charges.map((charge) => charge.pure)), pure) &&
        add(filler, total)
          .value.minus(2 * wanted)
          .abs()
          .lt('1e-50')
      );
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { roundByUncertainty } from './uncertainty.ts';

test('the examples of JCGM 100:2008, 7.2.2 and 7.2.6, come out as printed', () => {
  assert.equal(roundByUncertainty('10.05762', '0.027').value.toString(), '10.058');
  assert.equal(roundByUncertainty('100.02147', '0.00035').concise, '100.02147(35)');
  assert.equal(roundByUncertainty('1', '10.47', { uncertaintyMode: 'up' }).uncertainty.toString(), '11');
  assert.equal(roundByUncertainty('1', '28.05').uncertainty.toString(), '28');
});

test('the examples of the Particle Data Group come out as printed', () => {
  assert.equal(roundByUncertainty('0.827', '0.119', { digits: 'pdg' }).text, '0.83 ± 0.12');
  assert.equal(roundByUncertainty('0.827', '0.367', { digits: 'pdg' }).text, '0.8 ± 0.4');
  assert.equal(roundByUncertainty('0.827', '0.0967', { digits: 'pdg' }).text, '0.83 ± 0.10');
});

test('a carry does not add a digit to the uncertainty', () => {
  assert.equal(roundByUncertainty('5.1234', '0.0996').text, '5.12 ± 0.10');
  assert.equal(roundByUncertainty('5.1234', '0.0996', { digits: 'one' }).text, '5.1 ± 0.1');
});

test('large figures are rounded to tens and hundreds', () => {
  const result = roundByUncertainty('123456', '789');
  assert.deepEqual([result.text, result.places, result.concise], ['123460 ± 790', -1, '123460(790)']);
});

test('an uncertainty of zero, or none, is refused', () => {
  for (const uncertainty of ['0', '-1', 'NaN']) assert.throws(() => roundByUncertainty('1', uncertainty), /uncertainty is/);
});

test('the uncertainty keeps at most two digits and the value moves by less than it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), fc.constantFrom('one', 'two', 'pdg' as const), (value, spread, digits) => {
      const result = roundByUncertainty(`${value}e-3`, `${spread}e-4`, { digits });
      return result.uncertainty.precision() <= 2 && result.value.minus(`${value}e-3`).abs().lte(result.uncertainty);
    }),
  );
});

test('a rule of digits that nobody knows is refused, not taken for another', () => {
  assert.throws(() => roundByUncertainty('10.05762', '0.027', { digits: 'three' as 'two' }), /digits is "three"; allowed is one, two or pdg\./);
});

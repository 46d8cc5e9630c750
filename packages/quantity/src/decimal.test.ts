import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decimal, decimal } from './decimal.ts';

test('a tenth and two tenths make three tenths', () => {
  assert.equal(decimal('0.1').plus('0.2').toString(), '0.3');
});

test('the product of two figures of thirty digits is exact', () => {
  const figure = decimal('9'.repeat(30));
  assert.equal(figure.times(figure).toFixed(), (BigInt('9'.repeat(30)) ** 2n).toString());
});

test('small and large figures are written without an exponent up to forty places', () => {
  assert.equal(decimal('0.000000001').toString(), '0.000000001');
  assert.equal(decimal('1e30').toString(), `1${'0'.repeat(30)}`);
});

test('what is no finite decimal number is refused with its name', () => {
  for (const input of ['', ' ', '1,5', '1 000', '0x1f', 'NaN', 'Infinity', '1e', '.', '--1']) {
    assert.throws(() => decimal(input, 'tareKg'), /tareKg is .*allowed is a decimal number/);
  }
  for (const input of [Number.NaN, Number.POSITIVE_INFINITY, new Decimal(Number.NaN)]) {
    assert.throws(() => decimal(input, 'tareKg'), /tareKg is .*allowed is a finite number/);
  }
  assert.throws(() => decimal(null as never, 'tareKg'), /tareKg is null/);
  assert.throws(() => decimal(true as never, 'tareKg'), /tareKg is boolean/);
});

test('zero has no sign', () => {
  assert.equal(Object.is(decimal('-0').toNumber(), 0), true);
});

test('a zero has no sign, however it came', () => {
  for (const zero of [-0, '-0', '-0.00', decimal('0').negated()]) assert.equal(JSON.stringify(decimal(zero)), '"0"');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amount } from './words.ts';

test('an amount has its thousands apart, keeps every digit, and says its unit where it is not pieces', () => {
  assert.equal(amount({ value: '16000', unit: '1' }), '16,000');
  assert.equal(amount({ value: '1234567.500', unit: 'kg' }), '1,234,567.500 kg');
  assert.equal(amount({ value: '999', unit: '{pcs}' }), '999');
});

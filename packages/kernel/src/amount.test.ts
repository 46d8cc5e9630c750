import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalText } from './amount.ts';

test('a mass is exact text: no exponent, no comma, no leading zero', () => {
  for (const right of ['0', '18.93', '-0.5', '40000', '0.000000000001']) assert.equal(decimalText().safeParse(right).success, true, right);
  for (const wrong of ['1e3', '18,93', '007', '.5', '5.', '', ' 1', 'NaN', '1'.repeat(19)]) assert.equal(decimalText().safeParse(wrong).success, false, wrong);
});

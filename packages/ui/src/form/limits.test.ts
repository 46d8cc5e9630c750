/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judge, limitsInWords } from './limits.ts';

const limits = { low: '18.20', high: '18.80', unit: 'g' };

test('18.93 is above 18.80 by exactly 0.13', () => {
  assert.deepEqual(judge('18.93', limits), { verdict: 'above', by: '0.13' });
});

test('a value below its limit says by how much', () => {
  assert.deepEqual(judge('18.1', limits), { verdict: 'below', by: '0.10' });
});

test('a value on its limit is within', () => {
  assert.deepEqual([judge('18.80', limits).verdict, judge('18.2', limits).verdict], ['within', 'within']);
});

test('a decimal comma is read as a point', () => {
  assert.deepEqual(judge('18,93', limits), { verdict: 'above', by: '0.13' });
});

test('what is not a number is not judged as one', () => {
  assert.deepEqual(
    ['', '.', '-', '1.2.3', '1e5', 'ok'].map((value) => judge(value, limits).verdict),
    ['empty', 'not-a-number', 'not-a-number', 'not-a-number', 'not-a-number', 'not-a-number'],
  );
});

test('negative limits are compared as numbers', () => {
  assert.deepEqual(judge('-20.5', { low: -20, high: -10 }), { verdict: 'below', by: '0.5' });
  assert.equal(judge('-15', { low: -20, high: -10 }).verdict, 'within');
});

test('the difference is exact for any two decimals', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (high, over) => {
      const write = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      const judged = judge(write(high + over), { high: write(high) });
      return judged.verdict === 'above' && judged.by === write(over);
    }),
  );
});

test('limits are written as the operator reads them', () => {
  assert.deepEqual(
    [limitsInWords(limits), limitsInWords({ high: 1.5, unit: '%' }), limitsInWords({ low: 95 }), limitsInWords({})],
    ['18.20 – 18.80 g', 'at most 1.5 %', 'at least 95', ''],
  );
});

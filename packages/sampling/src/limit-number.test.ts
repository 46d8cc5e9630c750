import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferredAqls, type Aql } from './attribute-tables.ts';
import { limitNumber } from './limit-number.ts';

// least items of the row: the AQL of its first 0, and the numbers from there on, as remembered of MIL-STD-105D Table VIII
const remembered: readonly (readonly [row: number, from: Aql, numbers: string])[] = [
  [20, 10, '0 0 2 4 8 14 22 40 68 115 181'],
  [50, 4, '0 0 2 3 7 14 25 40 63 110 181 301'],
  [80, 2.5, '0 0 2 4 7 14 24 42 68 105 181 297'],
  [200, 1, '0 0 2 4 8 14 22 40 68 115 181 277 471'],
  [320, 0.65, '0 0 1 4 8 14 24 39 68 113 189'],
  [500, 0.4, '0 0 2 3 7 14 25 40 63 110 181'],
  [800, 0.25, '0 0 2 4 7 14 24 42 68 105 181'],
  [1250, 0.15, '0 0 2 4 7 13 24 40 69 110 169'],
  [2000, 0.1, '0 0 2 4 8 14 22 40 68 115 181'],
  [3150, 0.065, '0 0 1 4 8 14 24 38 67 111 186'],
];

test('the limit numbers for reduced inspection are those remembered of Table VIII', () => {
  const differing: string[] = [];
  for (const [row, from, numbers] of remembered)
    for (const [i, number] of numbers.split(' ').entries()) {
      const aql = preferredAqls[preferredAqls.indexOf(from) + i]!;
      if (limitNumber(row, aql) !== Number(number)) differing.push(`${row} items at ${aql}: ${limitNumber(row, aql)}, remembered ${number}`);
    }
  assert.deepEqual(differing, []);
});

test('where ten lots are too few items for an AQL there is no limit number, and none for fewer than 20', () => {
  assert.equal(limitNumber(49, 4), undefined);
  assert.equal(limitNumber(50, 4), 0);
  assert.equal(limitNumber(19, 1000), undefined);
  assert.equal(limitNumber(79, 10), limitNumber(50, 10), 'a row holds up to the next');
  assert.throws(() => limitNumber(100.5, 1), /sampledItems is 100.5; it must be a whole number of 0 or more/);
  assert.throws(() => limitNumber(100, 2 as Aql), /aql is 2; it must be one of/);
});

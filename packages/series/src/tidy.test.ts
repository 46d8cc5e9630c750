import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf, samplesOf } from './series.ts';
import { describe } from './status.ts';
import { tidy } from './tidy.ts';

const arrived = samplesOf([
  [5, 1],
  [3, 2],
  [5, 9],
  [4, 7],
]);
const brief = (policy: 'keep-first' | 'keep-last'): string[] => rowsOf(tidy(arrived, policy)).map((row) => `${row.timeMs}:${row.value} ${describe(row.status)}`);

test('samples that arrived out of order are put in order, and one timestamp keeps one value that says so', () => {
  assert.deepEqual(brief('keep-first'), ['3:2 Good', '4:7 Good', '5:1 Good, ExtraData']);
  assert.deepEqual(brief('keep-last'), ['3:2 Good', '4:7 Good', '5:9 Good, ExtraData']);
});

test('duplicates can be refused, and a time that is none always is', () => {
  assert.throws(() => tidy(arrived, 'refuse'), /timesMs\[2\] is 5, the same as timesMs\[0\]/);
  assert.throws(() => tidy(samplesOf([[Number.NaN, 1]]), 'keep-last'), /timesMs\[0\] is NaN/);
});

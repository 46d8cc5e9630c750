import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aggregate, compress, deadband, interpolatedBound, reportByException, samplesOf, simpleBound, tidy, totalise } from './index.ts';

const two = samplesOf([
  [0, 1],
  [10, 2],
]);

test('text and nothing are no numbers, though a typed array would take them', () => {
  assert.throws(() => samplesOf([['0', 1]] as never), /rows\[0\] has the time "0"; it must be a number/);
  assert.throws(() => samplesOf([[0, '1']] as never), /rows\[0\] has the value "1"; it must be a number, or null/);
  assert.throws(() => aggregate('Average', { ...two, stepped: false }, { startMs: 0, endMs: 20, intervalMs: '5' as never }), /intervalMs is 5; it must be a finite number/);
  assert.throws(() => compress(two, { compDev: null as never }), /compDev is null/);
  assert.throws(() => reportByException(two, { excDev: null as never }), /excDev is null/);
  assert.throws(() => deadband(two, { absolute: null as never }), /absolute is null/);
});

test('columns from JSON are taken as they are, but not text in them, nor a missing one', () => {
  const reading = { startMs: 0, endMs: 20, intervalMs: 0 };
  const plain = (timesMs: unknown, values: unknown) => aggregate('Maximum', { timesMs, values, stepped: false } as never, reading).values[0];
  assert.equal(plain([0, 10], [1, 2]), 2);
  assert.throws(() => plain(['0', '10'], [1, 2]), /timesMs\[0\] is "0"; it must be a number/);
  assert.throws(() => plain([0, 10], [1, null]), /values\[1\] is null; it must be a number/);
  assert.throws(() => plain(undefined, [1, 2]), /timesMs is undefined; it must be a Float64Array/);
});

test('a signal that is not said to be stepped or sloped is refused, because a state would be drawn as a slope', () => {
  assert.throws(() => aggregate('TimeAverage', two as never, { startMs: 0, endMs: 20, intervalMs: 5 }), /stepped is undefined; it must be true or false/);
});

test('an unknown way to settle duplicates, or text to follow, is refused', () => {
  assert.throws(() => tidy(two, 'last' as never), /duplicates is "last"; it must be one of keep-first, keep-last, refuse/);
  assert.throws(
    () => aggregate('Average', { ...two, stepped: false }, { startMs: 0, endMs: 20, intervalMs: 5, follow: 'text' as never }),
    /follow is "text"; it must be examples or clauses/,
  );
});

test('finite values whose sum no double holds are refused, where infinity was answered as Good', () => {
  const huge = {
    ...samplesOf([
      [0, 1e308],
      [1, 1e308],
      [2, 1e308],
    ]),
    stepped: false,
  };
  for (const name of ['Average', 'Total', 'TimeAverage'] as const)
    assert.throws(() => aggregate(name, huge, { startMs: 0, endMs: 2, intervalMs: 2 }), /values must be so small that a double holds their sums/);
  assert.equal(aggregate('Maximum', huge, { startMs: 0, endMs: 2, intervalMs: 2 }).values[0], 1e308);
});

test('a status that is no code of 32 bits, and a setting that is neither true nor false, are refused', () => {
  const reading = { startMs: 0, endMs: 20, intervalMs: 0 };
  for (const odd of [-1, 1.5, 2 ** 32, '0'])
    assert.throws(
      () => aggregate('Count', { timesMs: [0, 10], values: [1, 2], statuses: [0, odd], stepped: false } as never, reading),
      /statuses\[1\] is .*; it must be a StatusCode, a whole number of 32 bits/,
    );
  assert.throws(
    () => aggregate('Count', { ...two, stepped: false }, { ...reading, configuration: { treatUncertainAsBad: 'no' as never } }),
    /treatUncertainAsBad is "no"; it must be true or false/,
  );
});

test('a word that nobody knows, and a claim that is neither true nor false, are refused', () => {
  const rows = samplesOf([
    [0, 1],
    [10, 5],
  ]);
  assert.throws(() => totalise(rows, { afterReset: 'from zero' as never }), /afterReset is "from zero"; it must be from-zero or nothing\./);
  assert.throws(() => totalise(rows, { tooFast: 'drop' as never }), /tooFast is "drop"; it must be count or leave-out\./);
  assert.throws(() => simpleBound(rows as never, 5), /stepped is missing; it must be true or false\./);
  assert.throws(() => interpolatedBound({ ...rows, stepped: 'no' as never }, 5), /stepped is "no"/);
  assert.throws(() => compress(rows, { compDev: 1, stepped: 'no' as never }), /stepped is "no"/);
  assert.throws(() => reportByException(rows, { excDev: 1, isDiscrete: 'no' as never }), /isDiscrete is "no"/);
});

test('a column of a name that nobody reads is refused, or its quality would be lost', () => {
  const rows = { timesMs: [0, 10], values: [1, 5], status: [0, 0x8000_0000] };
  assert.throws(
    () => aggregate('Count', { ...rows, stepped: false } as never, { startMs: 0, endMs: 20, intervalMs: 0 }),
    /samples has "status"; it may have timesMs, values, statuses, stepped\./,
  );
});

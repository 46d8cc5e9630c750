import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeRows } from './time-rows.ts';

const parts = [
  { kind: 'no-order', seconds: 24_900 },
  { kind: 'production', seconds: 1_500 },
  { kind: 'planned-down', seconds: 1_800 },
  { kind: 'production', seconds: 300 },
];

test('the explanation of an OEE says of each kind of time how much there was and what the profile makes of it, and together they are the shift', () => {
  const rows = timeRows(parts, 28_800, 'iso-22400-2/ordered');
  assert.deepEqual(
    rows.map((one) => [one.kind, one.seconds, one.counts]),
    [
      ['production', 1_800, 'the run itself'],
      ['no-order', 24_900, 'outside: no order had the unit'],
      ['planned-down', 1_800, 'outside: it does not count'],
      ['unknown', 300, 'lost to availability'],
    ],
  );
  assert.equal(
    rows.reduce((sum, one) => sum + one.seconds, 0),
    28_800,
  );
});
test('to the letter of ISO 22400-2 hours without an order are lost to availability, and the row says so', () => {
  assert.match(timeRows(parts, 28_500, 'iso-22400-2').find((one) => one.kind === 'no-order')!.counts, /^lost to availability: to the letter/);
});
test('of a profile that nobody here knows the time is shown and not what it makes of it', () => {
  assert.deepEqual([...new Set(timeRows(parts, 28_500, 'of-tomorrow').map((one) => one.counts))], ['–']);
});

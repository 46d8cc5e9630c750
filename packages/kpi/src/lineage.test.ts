import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ratioOf, restatement, rollUp } from './lineage.ts';

test('nothing below the line gives no value', () => {
  assert.equal(ratioOf(0, 0, []).value, undefined);
  assert.equal(ratioOf(0, 5, []).value, 0);
  assert.throws(() => ratioOf(Number.NaN, 1, []), /numerator is NaN/);
  assert.throws(() => ratioOf(1, Number.POSITIVE_INFINITY, []), /denominator is Infinity/);
});

test('ratios roll up by sums, keep every record under them once, and carry their flags', () => {
  const total = rollUp([ratioOf(90, 100, ['a', 'b'], ['open']), ratioOf(1, 10, ['b', 'c'], ['incomplete'])]);
  assert.deepEqual(total, { numerator: 91, denominator: 110, value: 91 / 110, basis: ['a', 'b', 'c'], flags: ['open', 'incomplete'] });
  assert.throws(() => rollUp([]), /of is empty/);
});

test('the order and grouping of a roll-up do not matter', () => {
  const any = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.constantFrom('a', 'b', 'c')), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(any, (parts) => {
      const ratios = parts.map(([above, below, id]) => ratioOf(above, below, [id]));
      const grouped = rollUp([rollUp(ratios.slice(0, 1)), rollUp(ratios.slice(1))]);
      return grouped.value === rollUp(ratios).value && grouped.value === rollUp(ratios.toReversed()).value;
    }),
  );
});

test('a restatement says what changed and by which records', () => {
  const before = ratioOf(285, 430, ['I-1', 'R-1']);
  const after = ratioOf(275, 430, ['I-1', 'I-2', 'R-2']);
  const { change, ...rest } = restatement(before, after);
  assert.deepEqual(rest, { before: 285 / 430, after: 275 / 430, added: ['I-2', 'R-2'], removed: ['R-1'], isRestated: true });
  assert.ok(Math.abs((change ?? 0) + 10 / 430) < 1e-12);
  assert.equal(restatement(before, before).isRestated, false);
  assert.equal(restatement(before, ratioOf(0, 0, [])).change, undefined);
});

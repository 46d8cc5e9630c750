import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nestedAnova, oneWayAnova, twoWayAnova } from '../index.ts';

const near = (got: number, expected: number, relative: number) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

// battery life, hours: Montgomery, Design and Analysis of Experiments, table 5.1 (material type x temperature x 4)
const battery = [
  [
    [130, 155, 74, 180],
    [34, 40, 80, 75],
    [20, 70, 82, 58],
  ],
  [
    [150, 188, 159, 126],
    [136, 122, 106, 115],
    [25, 70, 58, 45],
  ],
  [
    [138, 110, 168, 160],
    [174, 120, 150, 139],
    [96, 104, 82, 60],
  ],
];

test('battery life, both factors fixed: F of 7.91, 28.97 and 3.56 (Montgomery, Design and Analysis of Experiments, table 5.5)', () => {
  const got = twoWayAnova(battery, { rows: 'fixed', columns: 'fixed' });
  near(got.rows.sumOfSquares, 10683.72, 1e-6);
  near(got.columns.sumOfSquares, 39118.72, 1e-6);
  near(got.interaction!.sumOfSquares, 9613.78, 1e-6);
  near(got.error.sumOfSquares, 18230.75, 1e-9);
  near(got.rows.f!, 7.91, 1e-3);
  near(got.columns.f!, 28.97, 1e-3);
  near(got.interaction!.f!, 3.56, 1e-3);
  near(got.interaction!.p!, 0.0186, 5e-3);
});

test('with random factors the main effects are judged against the interaction', () => {
  const got = twoWayAnova(battery);
  near(got.rows.f!, got.rows.meanSquare / got.interaction!.meanSquare, 1e-14);
  const mixed = twoWayAnova(battery, { rows: 'fixed', columns: 'random' });
  near(mixed.rows.f!, got.rows.f!, 1e-14);
  near(mixed.columns.f!, mixed.columns.meanSquare / mixed.error.meanSquare, 1e-14);
});

// purity of three suppliers, four batches each, three readings, coded: Montgomery, Design and Analysis of Experiments, table 14.3
const purity = [
  [
    [1, -1, 0],
    [-2, -3, -4],
    [-2, 0, 1],
    [1, 4, 0],
  ],
  [
    [1, -2, -3],
    [0, 4, 2],
    [-1, 0, -2],
    [0, 3, 2],
  ],
  [
    [2, 4, 0],
    [-2, 0, 2],
    [1, -1, 2],
    [3, 2, 1],
  ],
];

test('batches nested in suppliers: sums of squares 15.06, 69.92, 63.33, F of 0.97 and 2.94 (ibid. table 14.4)', () => {
  const got = nestedAnova(purity);
  near(got.groups.sumOfSquares, 15.06, 1e-3);
  near(got.members.sumOfSquares, 69.92, 1e-3);
  near(got.error.sumOfSquares, 63.33, 1e-3);
  assert.deepEqual([got.groups.df, got.members.df, got.error.df], [2, 9, 24]);
  near(got.groups.f!, 0.97, 5e-3);
  near(got.members.f!, 2.94, 3e-3);
});

const cells = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 3 })).chain(([a, b, n]) =>
  fc.array(fc.array(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: n, maxLength: n }), { minLength: b, maxLength: b }), {
    minLength: a,
    maxLength: a,
  }),
);

test('the parts of every analysis of variance add up to the whole, in degrees of freedom and in squares', () => {
  fc.assert(
    fc.property(cells, (layout) => {
      const flat = layout.flat(2);
      if (new Set(flat).size < 2) return true;
      const m = flat.reduce((s, v) => s + v, 0) / flat.length;
      const whole = flat.reduce((s, v) => s + (v - m) ** 2, 0);
      const adds = (df: readonly number[], squares: readonly number[]) =>
        df.reduce((s, v) => s + v) === flat.length - 1 && Math.abs(squares.reduce((s, v) => s + v) - whole) <= 1e-9 * (1 + whole);
      const two = twoWayAnova(layout);
      const nested = nestedAnova(layout);
      const one = oneWayAnova(layout.map((line) => line.flat()));
      const parts = (rows: readonly { df: number; sumOfSquares: number }[]) =>
        adds(
          rows.map((r) => r.df),
          rows.map((r) => r.sumOfSquares),
        );
      return parts([two.rows, two.columns, two.interaction!, two.error]) && parts([nested.groups, nested.members, nested.error]) && parts([one.between, one.within]);
    }),
  );
});

test('layouts that do not fit are refused with a sentence', () => {
  assert.throws(() => oneWayAnova([[1, 2]]), /groups is a list of 1; it must be a list of at least 2 groups/);
  assert.throws(() => oneWayAnova([[1], [2]]), /at least one has 2 readings/);
  assert.throws(
    () =>
      oneWayAnova([
        [5, 5],
        [5, 5],
      ]),
    /without scatter nothing can be compared/,
  );
  assert.throws(() => oneWayAnova([[1, 2], []]), /groups\[1\] is a list of 0/);
  assert.throws(
    () =>
      twoWayAnova([
        [
          [1, 2],
          [1, 2],
        ],
        [[1, 2], [1]],
      ]),
    /cells\[1\]\[1\] is a list of 1; it must be 2 readings like the first cell/,
  );
  assert.throws(
    () =>
      twoWayAnova([
        [
          [1, 2],
          [1, 2],
        ],
        [[1, 2]],
      ]),
    /cells\[1\] is a list of 1; it must be as long as the first row/,
  );
  assert.throws(
    () =>
      nestedAnova([
        [
          [1, 2],
          [1, Number.NaN],
        ],
        [
          [1, 2],
          [1, 3],
        ],
      ]),
    /cells\[0\]\[1\]\[1\] is NaN/,
  );
});

test('groups without any scatter inside are refused, not called infinitely different', () => {
  assert.throws(
    () =>
      oneWayAnova([
        [1, 1],
        [2, 2],
      ]),
    /groups is a list of 2; it must be such that readings differ within a group/,
  );
});

test('a factor whose error has no scatter has no F, where infinity, or 0 of nothing, was answered', () => {
  // readings that add up: rows 0 and 4, columns 0 and 2, no interaction
  const additive = twoWayAnova([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ]);
  assert.deepEqual([additive.rows.f!, additive.rows.p!, additive.columns.f], [undefined, undefined, undefined]);
  assert.equal(additive.interaction!.f!, 0);
  // trials that repeat exactly
  const exact = twoWayAnova([
    [
      [1, 1],
      [3, 3],
    ],
    [
      [5, 5],
      [9, 9],
    ],
  ]);
  assert.equal(exact.interaction!.f!, undefined);
  near(exact.rows.f!, 25, 1e-14);
  const nested = nestedAnova([
    [
      [1, 2],
      [1, 2],
    ],
    [
      [5, 6],
      [5, 6],
    ],
  ]);
  assert.deepEqual([nested.groups.f!, nested.groups.p!, nested.members.f], [undefined, undefined, 0]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cChart, cusum, ewma } from '../index.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods, chapter 6.3; other data than in chart.test.ts (Montgomery, R qcc)
const rounded = (values: readonly number[], places = 2): number[] => values.map((value) => Number(value.toFixed(places)));

test('NIST 6.3.2.4: the EWMA of twenty readings about 50 ends at 51.99 within 47.4115 and 52.5884', () => {
  const readings = [52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
  const { points } = ewma(readings, { target: 50, sigma: 2.0539, weight: 0.3 });
  const printed = [50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99];
  assert.deepEqual(rounded(points.map((p) => p.value)), printed);
  assert.deepEqual(rounded([points.at(-1)!.lower, points.at(-1)!.upper], 4), [47.4116, 52.5884]);
  assert.equal(points.filter((p) => p.beyond).length, 0);
});

test('NIST 6.3.2.3: the CUSUM about 325 with k 0.3175 and h 4.1959 signals at sample 14 and ends at 19.06', () => {
  const means = [324.93, 324.68, 324.73, 324.35, 325.35, 325.23, 324.13, 324.53, 325.23, 324.6, 324.63, 325.15, 328.33, 327.25, 327.83, 328.5, 326.68, 327.78, 326.88, 328.35];
  const { points } = cusum(means, { target: 325, sigma: 1, allowance: 0.3175, decision: 4.1959 });
  assert.equal(points.findIndex((p) => p.signal === 'above') + 1, 14);
  // the handbook rounds each step to two places; its sums are up to 0.01 off
  const printed = [3.01, 4.95, 7.46, 10.64, 12.01, 14.47, 16.03, 19.06];
  points.slice(12).forEach((p, i) => assert.ok(Math.abs(p.upper - printed[i]!) <= 0.0101, `${p.upper} is not ${printed[i]}`));
});

test('NIST 6.3.3.1: defects on 25 wafers, centre 16 within 4 and 28, only that with 31 beyond', () => {
  const wafers = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13];
  const { points } = cChart({ defects: wafers });
  assert.deepEqual([points[0]!.lower, points[0]!.center, points[0]!.upper], [4, 16, 28]);
  assert.deepEqual(
    points.filter((p) => p.beyond).map((p) => p.value),
    [31],
  );
});

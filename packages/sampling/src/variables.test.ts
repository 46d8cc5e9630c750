import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimatedShareBeyond, variablesLetter, variablesPlan, type VariablesPlan, type VariablesRequest } from './variables-plan.ts';
import { judgeVariables } from './variables-judge.ts';
import { qualityAccepted } from './operating-characteristic.ts';
import { singlePlan } from './plan.ts';
import { variablesAcceptance } from './variables-design.ts';
import { spreadTables, variablesAqls, variablesLetters, type VariablesLetter } from './variables-tables.ts';

// MIL-STD-414, examples B-1 to B-3: maximum operating temperature 209 F, lot of 40, AQL 1 %, five devices
const temperatures = [197, 188, 184, 205, 201];
const planD = variablesPlan({ aql: 1, method: 's', letter: 'D' });

test('one limit is judged by k as in MIL-STD-414 example B-1', () => {
  const verdict = judgeVariables(planD, { values: temperatures }, { upper: 209 });
  assert.equal(planD.k, 1.53);
  assert.deepEqual([planD.sampleSize, verdict.mean, verdict.spread.toFixed(2), verdict.upperIndex!.toFixed(2)], [5, 195, '8.80', '1.59']);
  assert.equal(verdict.isAccepted, true);
});

test('the estimated percent nonconforming is that of examples B-2 and B-3, where Q is rounded to two decimals', () => {
  assert.ok(Math.abs(100 * estimatedShareBeyond('s', 5, 1.59) - 2.19) < 0.01);
  assert.ok(Math.abs(100 * estimatedShareBeyond('s', 5, 1.7) - 0.66) < 0.01);
  const both = judgeVariables(planD, { values: temperatures }, { lower: 180, upper: 209 });
  assert.equal(both.isAccepted, true);
  assert.ok(both.estimatedPercent.total < planD.maxPercent && both.estimatedPercent.total > 2.7);
});

// ANSI/ASQ Z1.9 Table B-1 as M. Casquilho (Instituto Superior Tecnico, Lisbon) publishes it: k for normal inspection; 0 where
// an arrow leads down. Columns AQL 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5
const publishedK: readonly (readonly [VariablesLetter, readonly number[]])[] = [
  ['C', [0, 0, 0, 0, 0, 1.45, 1.34]],
  ['D', [0, 0, 0, 0, 1.65, 1.53, 1.4]],
  ['E', [0, 0, 2, 1.88, 1.75, 1.62, 1.5]],
  ['F', [0, 2.24, 2.11, 1.98, 1.84, 1.72, 1.58]],
  ['G', [2.42, 2.32, 2.2, 2.06, 1.91, 1.79, 1.65]],
  ['H', [2.47, 2.36, 2.24, 2.11, 1.96, 1.82, 1.69]],
  ['I', [2.5, 2.4, 2.26, 2.14, 1.98, 1.85, 1.72]],
  ['J', [2.54, 2.45, 2.31, 2.18, 2.03, 1.89, 1.76]],
  ['K', [2.6, 2.5, 2.35, 2.22, 2.08, 1.93, 1.8]],
  ['L', [2.66, 2.55, 2.41, 2.27, 2.12, 1.98, 1.84]],
  ['M', [2.69, 2.58, 2.43, 2.29, 2.14, 2, 1.86]],
  ['N', [2.73, 2.61, 2.47, 2.33, 2.18, 2.03, 1.89]],
  ['P', [2.73, 2.62, 2.47, 2.33, 2.18, 2.04, 1.89]],
];

test('the acceptability constants are those of Table B-1, and its arrows are followed', () => {
  for (const [letter, row] of publishedK)
    for (const [i, k] of row.entries()) {
      const plan = variablesPlan({ aql: variablesAqls[i]!, method: 's', letter });
      if (k === 0) assert.notEqual(plan.letter, letter);
      else {
        assert.equal(plan.letter, letter);
        assert.equal(plan.k, k, `${letter} ${variablesAqls[i]}`);
      }
    }
});

// MIL-STD-414 Table B-1 as a public quality tool transcribed it from the scanned standard, up to 30 items: k for normal
// inspection. Columns AQL 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10; 0 where it has none
const scannedK: readonly (readonly [sampleSize: number, readonly number[]])[] = [
  [3, [0, 0, 0, 1.12, 0.958, 0.765, 0.566]],
  [4, [0, 1.45, 1.34, 1.17, 1.01, 0.814, 0.617]],
  [5, [1.65, 1.53, 1.4, 1.24, 1.07, 0.874, 0.675]],
  [7, [1.75, 1.62, 1.5, 1.33, 1.15, 0.955, 0.755]],
  [10, [1.84, 1.72, 1.58, 1.41, 1.23, 1.03, 0.828]],
  [15, [1.91, 1.79, 1.65, 1.47, 1.3, 1.09, 0.886]],
  [20, [1.96, 1.82, 1.69, 1.51, 1.33, 1.12, 0.917]],
  [25, [1.98, 1.85, 1.72, 1.53, 1.35, 1.14, 0.936]],
  [30, [2, 1.86, 1.73, 1.55, 1.36, 1.15, 0.946]],
];

test('the acceptability constants of AQL 0.65 to 10 are those of the scanned MIL-STD-414, up to 30 items', () => {
  let cells = 0;
  for (const [sampleSize, row] of scannedK) {
    const [first, plans] = spreadTables.s.get(sampleSize)!;
    for (const [i, k] of row.entries()) {
      // the column of an AQL under normal inspection is its place + 1
      const at = variablesAqls.indexOf(0.65) + i + 1 - first;
      if (k === 0) assert.ok(at < 0, `${sampleSize} ${i}`);
      else assert.equal(Number(plans.split(' ')[at]!.split('/')[0]), k, `${sampleSize} ${variablesAqls[i + 4]}`);
      cells += k === 0 ? 0 : 1;
    }
  }
  assert.equal(cells, 59);
});

test('tightened inspection takes the constant of the next stricter AQL, reduced that of the next poorer for its smaller sample', () => {
  const sizeOf = (letter: VariablesLetter): number => variablesPlan({ aql: 1, method: 's', letter }).sampleSize;
  for (const [letter, row] of publishedK) {
    const constants = row.filter((k) => k > 0);
    const firstAql = row.length - constants.length;
    constants.slice(0, -1).forEach((k, i) => {
      const tightened = variablesPlan({ aql: variablesAqls[firstAql + i + 1]!, method: 's', letter, severity: 'tightened' });
      assert.equal(tightened.k, k, `${letter} tightened`);
    });
    for (const reducedLetter of variablesLetters) {
      const i = firstAql + 1;
      const reduced = variablesPlan({ aql: variablesAqls[i - 1]!, method: 's', letter: reducedLetter, severity: 'reduced' });
      if (reduced.letter !== reducedLetter || reduced.sampleSize !== sizeOf(letter)) continue;
      assert.equal(reduced.k, row[i], `${reducedLetter} reduced`);
    }
  }
});

test('each plan accepts a lot at its AQL as its letter promises: 0.90 for ten items, 0.99 for two hundred', () => {
  const promised = [0.89, 0.9, 0.9, 0.9, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99];
  for (const method of ['s', 'R', 'sigma'] as const)
    for (const aql of variablesAqls)
      for (const [i, letter] of variablesLetters.entries()) {
        const plan = variablesPlan({ aql, method, letter });
        const probability = variablesAcceptance(plan, aql / 100);
        const at = variablesLetters.indexOf(plan.letter);
        // two to four items by a known sigma cannot be tuned finely; k of two decimals is as near as this
        const tolerance = method !== 'sigma' ? 0.006 : i <= 4 ? 0.03 : i === 5 ? 0.01 : 0.0025;
        assert.ok(Math.abs(probability - promised[at]!) < tolerance, `${method} ${letter} ${aql}: ${probability}`);
      }
});

test('in every cell k and M say the same: M is the percentage estimated where the index is just k', () => {
  let cells = 0;
  for (const method of ['s', 'R'] as const)
    for (const [n, [, plans]] of spreadTables[method])
      for (const cell of plans.split(' ')) {
        const [k, maxPercent] = cell.split('/').map(Number) as [number, number];
        const half = k >= 1 ? 0.005 : 0.0005;
        const [low, high] = [k + half, k - half].map((index) => 100 * estimatedShareBeyond(method, n, index)) as [number, number];
        // the tables were reckoned with factors of three or four digits
        const slack = 0.004 + 0.01 * maxPercent + (method === 'R' && n === 7 ? 0.02 : 0);
        assert.ok(maxPercent > low - slack && maxPercent < high + slack, `${method} n ${n} k ${k}: M ${maxPercent}, estimated ${low} to ${high}`);
        cells++;
      }
  assert.equal(cells, 338);
});

// MIL-STD-414 section C with the measurements of section B
test('the range method judges one limit by k and two by M, with the range of a small sample', () => {
  const plan = variablesPlan({ aql: 1, method: 'R', lotSize: 40 });
  assert.deepEqual(plan, { method: 'R', letter: 'D', sampleSize: 5, k: 0.614, maxPercent: 3.44 });
  const one = judgeVariables(plan, { values: temperatures }, { upper: 209 });
  assert.deepEqual([one.spread, one.upperIndex!.toFixed(3), one.isAccepted], [21, '0.667', true]);
  const both = judgeVariables(plan, { values: temperatures }, { lower: 180, upper: 209 });
  assert.deepEqual([both.lowerIndex!.toFixed(3), both.isAccepted], ['0.714', true]);
  assert.equal(judgeVariables(plan, { values: temperatures }, { lower: 183, upper: 209 }).isAccepted, false);
  assert.deepEqual(variablesPlan({ aql: 2.5, method: 'R', letter: 'J' }), { method: 'R', letter: 'J', sampleSize: 40, k: 0.668, maxPercent: 5.61 });
  assert.deepEqual(variablesPlan({ aql: 2.5, method: 'R', letter: 'J', severity: 'reduced' }), { method: 'R', letter: 'J', sampleSize: 15, k: 0.536, maxPercent: 9.76 });
});

test('a known sigma needs fewer items, tightened inspection a larger constant, reduced a smaller sample', () => {
  for (const aql of variablesAqls)
    for (const letter of variablesLetters.slice(4)) {
      const s = variablesPlan({ aql, method: 's', letter });
      assert.ok(variablesPlan({ aql, method: 'sigma', letter }).sampleSize <= s.sampleSize);
      assert.ok(variablesPlan({ aql, method: 's', letter, severity: 'tightened' }).k > s.k);
      assert.ok(variablesPlan({ aql, method: 's', letter, severity: 'reduced' }).sampleSize <= s.sampleSize);
    }
});

test('the code letter of a lot is that of Table A-2', () => {
  assert.equal([40, 400, 401, 1000, 1_000_000].map((lot) => variablesLetter(lot, 'II')).join(''), 'DHIJP');
});

// M is 3.32 for planD and 26.56 for AQL 10
const lenient = variablesPlan({ aql: 10, method: 's', letter: 'D' });
const values = [180.5, 184, 195, 206, 208.5];

test('two limits under one AQL are judged together: two sides that each would pass can fail', () => {
  const verdict = judgeVariables(planD, { values }, { lower: 175, upper: 215 });
  assert.deepEqual([verdict.estimatedPercent.below.toFixed(2), verdict.estimatedPercent.above.toFixed(2)], ['2.48', '1.96']);
  assert.equal(verdict.isAccepted, false);
  assert.equal(judgeVariables(planD, { values }, { lower: 174, upper: 216 }).isAccepted, true);
});

test('two limits under two AQLs are held each to its own M and together to the larger', () => {
  const isAccepted = (lower: number, upper: number, separate: { lower: VariablesPlan; upper: VariablesPlan }): boolean =>
    judgeVariables(planD, { values }, { lower, upper }, separate).isAccepted;
  // 3.94 below, 3.19 above
  assert.equal(isAccepted(176, 214.1, { lower: planD, upper: lenient }), false, 'the stricter side fails by itself');
  assert.equal(isAccepted(176, 214.1, { lower: lenient, upper: planD }), true);
  // 2.48 and 1.96, together above the M of either
  assert.equal(isAccepted(175, 215, { lower: planD, upper: planD }), false, 'both together exceed the larger M');
  // 12.71 above
  assert.equal(isAccepted(170, 209, { lower: planD, upper: lenient }), true);
});

test('sigma and range stand for the spread when the plan says so', () => {
  const sigma = judgeVariables({ method: 'sigma', sampleSize: 5, k: 1, maxPercent: 5 }, { values: temperatures, sigma: 8 }, { upper: 209 });
  assert.equal(sigma.upperIndex, 14 / 8);
  const range = judgeVariables({ method: 'R', sampleSize: 10, k: 0.6 }, { values: [...temperatures, 190, 195, 200, 205, 185] }, { upper: 209 });
  assert.equal(range.spread, (21 + 20) / 2);
});

test('measurements and limits that cannot be judged are refused', () => {
  const judge = (values: readonly number[], limits: object, plan = planD) => judgeVariables(plan, { values }, limits);
  assert.throws(() => judge(temperatures, {}), /limits is empty/);
  assert.throws(() => judge(temperatures, { lower: 210, upper: 209 }), /the lower limit must lie below the upper/);
  assert.throws(() => judge([1, 2, 3], { upper: 9 }), /values has 3 measurements; this plan asks for 5/);
  assert.throws(() => judge([1, 2, 3, 4, Number.NaN], { upper: 9 }), /values\[4\] is NaN/);
  assert.throws(() => judge([5, 5, 5, 5, 5], { upper: 9 }), /the standard deviation is 0; it must be above 0/);
  assert.throws(() => judgeVariables({ method: 'sigma', sampleSize: 5, k: 1 }, { values: temperatures }, { upper: 209 }), /sigma is missing/);
  assert.throws(() => judgeVariables({ method: 'R', sampleSize: 5, k: 1 }, { values: temperatures }, { lower: 1, upper: 209 }), /maxPercent is missing/);
  assert.throws(() => variablesPlan({ standard: 'ISO 3951-1' as 'ANSI Z1.9', aql: 1, method: 's', letter: 'D' }), /The tables of ISO 3951 differ/);
  assert.throws(() => judgeVariables({ method: 'R', sampleSize: 12, k: 1 }, { values: Array.from({ length: 12 }, (_, i) => i) }, { upper: 209 }), /takes them in fives/);
  assert.throws(() => variablesPlan({ aql: 15 as 10, method: 's', letter: 'D' }), /aql is 15/);
});

// NTE INEN-ISO 3951-1, the identical adoption, 16.2 and 17.2, as a public tool for acceptance sampling quotes its examples (its tables it leaves to the reader)
test('the worked examples of ISO 3951-1 come out as printed, their n and k given', () => {
  const temperatures = [53, 57, 49, 58, 59, 54, 58, 56, 50, 50, 55, 54, 57];
  const atMost = judgeVariables({ method: 's', sampleSize: 13, k: 1.426 }, { values: temperatures }, { upper: 60 });
  assert.equal(atMost.upperIndex!.toFixed(3), '1.617');
  assert.equal(atMost.isAccepted, true);

  const delays = [
    6.95, 6.04, 6.68, 6.63, 6.65, 6.52, 6.59, 6.4, 6.44, 6.34, 6.04, 6.15, 6.29, 6.63, 6.44, 7.15, 6.7, 6.59, 6.51, 6.8, 5.94, 6.35, 7.17, 6.83, 6.25, 6.96, 7.0, 6.38,
  ];
  const atLeast = judgeVariables({ method: 's', sampleSize: 28, k: 2.58 }, { values: delays }, { lower: 4 });
  // printed as 7.847, from a mean and a deviation that were rounded first
  assert.ok(Math.abs(atLeast.lowerIndex! - 7.847) < 0.002, String(atLeast.lowerIndex));
  assert.equal(atLeast.isAccepted, true);

  const yields = [431, 417, 469, 407, 450, 452, 427, 411, 429, 420, 400];
  const known = judgeVariables({ method: 'sigma', sampleSize: 11, k: 2.046 }, { values: yields, sigma: 21 }, { lower: 400 });
  assert.ok(Math.abs(known.mean - 428.45) < 0.01 && known.isAccepted === false);
});

test('the three known plans of ISO 3951-1 follow the single plans of ISO 2859-1 that they stand beside', () => {
  const known = [
    [{ method: 's', sampleSize: 13, k: 1.426 }, singlePlan(20, 1)],
    [{ method: 's', sampleSize: 28, k: 2.58 }, singlePlan(125, 0)],
    [{ method: 'sigma', sampleSize: 11, k: 2.046 }, singlePlan(80, 1)],
  ] as const;
  for (const [plan, single] of known)
    for (const accepted of [0.99, 0.95, 0.9, 0.75, 0.5, 0.25, 0.1, 0.05]) {
      const found = variablesAcceptance(plan, qualityAccepted(single, accepted));
      assert.ok(Math.abs(found - accepted) < 0.03, `${plan.k}: ${found} for ${accepted}`);
    }
});

// GOST 20736-75 (ST SEV 1672-79), table 18, normal inspection: n/M of the sigma plan, letters C to P, from the machine-read page 63 of its scan.
// Three sizes that were misread there (:, 39, 10S) are those of the root of n / (n - 1) printed beside them: 1.414, 1.018, and 1.005 (109).
const gost: readonly (readonly [VariablesRequest['aql'], string])[] = [
  [1, '2/2.73 2/2.23 3/2.76 4/2.58 6/2.57 7/2.62 9/2.59 12/2.49 17/2.35 25/2.19 33/2.12 49/2.00 65/2.00'],
  [1.5, '2/3.90 2/3.00 3/3.85 4/3.87 6/3.77 8/3.68 10/3.63 14/3.43 19/3.28 28/3.05 36/2.99 54/2.82 71/2.82'],
  [2.5, '2/6.11 3/7.56 4/6.99 5/6.05 7/5.83 9/5.68 11/5.60 15/5.34 22/4.98 32/4.68 42/4.55 61/4.35 81/4.34'],
  [4, '2/9.27 3/10.79 4/9.97 5/8.92 8/8.62 10/8.43 13/8.13 18/7.72 25/7.34 36/6.95 48/6.75 70/6.48 93/6.46'],
  [6.5, '3/17.74 3/15.60 5/15.21 6/13.89 9/12.88 12/12.35 15/12.04 20/11.57 29/10.93 42/10.40 55/10.17 82/9.76 109/9.73'],
  [10, '3/24.22 4/22.97 5/20.80 7/19.46 11/17.88 14/17.36 17/17.05 24/16.23 33/15.61 49/14.87 64/14.58 95/14.09 127/14.02'],
];

test('the plans of a known sigma are those of GOST 20736, 78 cells, also the 70 items of letter N at AQL 4', () => {
  for (const [aql, cells] of gost)
    cells.split(' ').forEach((cell, i) => {
      const plan = variablesPlan({ aql, method: 'sigma', letter: variablesLetters[i + 1]! });
      assert.equal(`${plan.sampleSize}/${plan.maxPercent.toFixed(2)}`, cell, `letter ${variablesLetters[i + 1]} at AQL ${aql}`);
    });
});

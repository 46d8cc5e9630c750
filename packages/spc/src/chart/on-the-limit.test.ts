import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeAgreement, cChart, cusum, fleissKappa, individuals, kappaOfTable, pChart, runRules, westgard } from '../index.ts';

// (4.4 - 4.2) / 0.1 is 2.0000000000000018 in binary fractions
test('a control of exactly 2s does not warn because decimals are not binary: 4.4 about 4.2 with 0.1', () => {
  const targets = { glucose: { mean: 4.2, sd: 0.1 } };
  const [on, beyond] = westgard([[{ material: 'glucose', value: 4.4 }], [{ material: 'glucose', value: 4.41 }]], { targets });
  assert.deepEqual([on!.status, on!.z, beyond!.status], ['accept', [2], 'warning']);
});

test('points on a zone line do not signal 2 of 3 because decimals are not binary', () => {
  const signals = (value: number) => runRules(individuals([value, value, value], { known: { mean: 4.2, sigma: 0.1 } }).individuals, { only: [5] }).length;
  assert.deepEqual([signals(4.4), signals(4.41)], [0, 2]);
});

test('a centre of 0.1 + 0.2 is met by readings of 0.3, so nine of them are no run', () => {
  const nine = Array.from({ length: 9 }, () => 0.3);
  assert.deepEqual(runRules(individuals(nine, { known: { mean: 0.1 + 0.2, sigma: 0.1 } }).individuals, { only: [2] }), []);
});

test('a reading on the upper limit is within it: 0.3 about 0 with 0.1', () => {
  assert.equal(individuals([0.3, -0.3], { known: { mean: 0, sigma: 0.1 } }).individuals.points[0]!.beyond, undefined);
  assert.equal(individuals([0.301, -0.3], { known: { mean: 0, sigma: 0.1 } }).individuals.points[0]!.beyond, 'above');
});

test('a CUSUM that is exactly the decision interval does not signal', () => {
  const points = (last: number) => cusum([1.6, 1.6, last], { target: 0, sigma: 1, allowance: 0.5, decision: 3.3 });
  assert.equal(points(1.6).points[2]!.signal, undefined);
  assert.equal(points(1.61).points[2]!.signal, 'above');
});

test('one sample sets no limits for itself, but may be judged by known ones', () => {
  assert.throws(() => pChart({ defectives: [3], sizes: 50 }), /at least 2 in phase 0, unless known gives the share or rate/);
  assert.throws(() => cChart({ defects: [4] }), /from one sample no limits can be set/);
  assert.equal(pChart({ defectives: [30], sizes: 50 }, { known: 0.1 }).points[0]!.beyond, 'above');
});

test('text instead of a list is refused by name, not by a broken call', () => {
  const text = 'good' as never;
  assert.throws(() => kappaOfTable(text), /table is "good"; it must be a square table/);
  assert.throws(() => fleissKappa(text), /judgements is "good"; it must be a list/);
  assert.throws(() => attributeAgreement(text), /judgements is "good"; it must be a list/);
  assert.throws(() => westgard(text, { targets: { a: { mean: 1, sd: 1 } } }), /runs is "good"; it must be a list/);
});

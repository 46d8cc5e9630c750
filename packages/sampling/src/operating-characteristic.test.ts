import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributePlan } from './attribute-plan.ts';
import { acceptanceProbability, averageOutgoingQualityLimit, outcome, qualityAccepted, rectified } from './operating-characteristic.ts';
import { singlePlan, type AttributePlan } from './plan.ts';

// D. C. Montgomery, Introduction to Statistical Quality Control, Table 15.2: n = 89, c = 2
test('the OC curve of a single plan is the published one', () => {
  const plan = singlePlan(89, 2);
  for (const [quality, published] of [
    [0.005, '0.9897'],
    [0.01, '0.9397'],
    [0.02, '0.7366'],
    [0.03, '0.4985'],
    [0.04, '0.3042'],
    [0.05, '0.1721'],
    [0.06, '0.0919'],
    [0.09, '0.0109'],
  ] as const)
    assert.equal(acceptanceProbability(plan, quality).toFixed(4), published);
});

// by counting all samples of 2 from a lot of 6 with 2 nonconforming: 6 of 15 hold none, 14 at most one
test('an isolated lot is drawn from without putting back', () => {
  const lot = { distribution: 'hypergeometric', lotSize: 6 } as const;
  assert.ok(Math.abs(acceptanceProbability(singlePlan(2, 0), 2 / 6, lot) - 6 / 15) < 1e-12);
  assert.ok(Math.abs(acceptanceProbability(singlePlan(2, 1), 2 / 6, lot) - 14 / 15) < 1e-12);
});

test('a second sample of an isolated lot sees what the first left', () => {
  const plan: AttributePlan = {
    stages: [
      { sampleSize: 2, accept: 0, reject: 2 },
      { sampleSize: 2, accept: 1, reject: 2 },
    ],
  };
  // P(first 0) + P(first 1) P(second 0 of the 1 left among 4) = 6/15 + 8/15 * 3/6
  assert.ok(Math.abs(acceptanceProbability(plan, 2 / 6, { distribution: 'hypergeometric', lotSize: 6 }) - (6 / 15 + (8 / 15) * 0.5)) < 1e-12);
});

// MIL-STD-105E Table V-A gives the AOQL as a factor by acceptance number over n, without the term (1 - n/N); J at AQL 1.0: 1.7 %
test('the worst outgoing quality is that of the published factors', () => {
  const factors: readonly (readonly [number, number])[] = [
    [0, 0.3679],
    [1, 0.84],
    [2, 1.371],
    [3, 1.942],
    [5, 3.168],
    [7, 4.472],
    [10, 6.528],
    [14, 9.411],
  ];
  for (const [accept, factor] of factors) {
    const { limit } = averageOutgoingQualityLimit(singlePlan(5000, accept), 1e12);
    assert.ok(Math.abs(limit * 5000 - factor) < 0.004 * factor, `Ac ${accept}: ${limit * 5000}`);
  }
  assert.equal((100 * averageOutgoingQualityLimit(singlePlan(80, 2), 1e9).limit).toFixed(1), '1.7');
});

test('good lots are released after the sample, poor ones screened whole', () => {
  const plan = singlePlan(89, 2);
  assert.equal(rectified(plan, 0, 10_000).averageTotalInspection, 89);
  assert.ok(Math.abs(rectified(plan, 1, 10_000).averageTotalInspection - 10_000) < 1e-6);
  const { averageOutgoingQuality } = rectified(plan, 0.01, 10_000);
  assert.equal(averageOutgoingQuality.toFixed(4), '0.0093', 'Montgomery section 15.2: 0.0093');
});

test('the average sample number of a double plan lies between its first sample and both', () => {
  const plan = attributePlan({ standard: 'ANSI Z1.4', letter: 'K', aql: 1, kind: 'double' });
  assert.equal(outcome(plan, 0).averageSampleNumber, 80);
  const { averageSampleNumber, stages, accept } = outcome(plan, 0.02);
  assert.ok(averageSampleNumber > 80 && averageSampleNumber < 160);
  assert.ok(Math.abs(stages.reduce((sum, s) => sum + s.accept + s.reject, 0) - 1) < 1e-12);
  assert.equal(accept, acceptanceProbability(plan, 0.02));
});

test('an OC curve falls, and the quality accepted is its inverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat({ max: 10 }), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (n, c, probability) => {
      if (c >= n) return true;
      const plan = singlePlan(n, c);
      const quality = qualityAccepted(plan, probability);
      return (
        Math.abs(acceptanceProbability(plan, quality) - probability) < 1e-9 &&
        acceptanceProbability(plan, quality * 0.9) > probability &&
        acceptanceProbability(plan, Math.min(1, quality * 1.1)) < probability
      );
    }),
  );
});

test('a quality that is none is refused', () => {
  const plan = singlePlan(10, 1);
  assert.throws(() => acceptanceProbability(plan, 2), /quality is 2; it must be a share from 0 to 1 \(not a percentage\)/);
  assert.throws(() => acceptanceProbability(plan, Number.NaN), /quality is NaN/);
  assert.throws(() => acceptanceProbability(plan, 0.15, { distribution: 'hypergeometric', lotSize: 50 }), /which is 7.5 items of a lot of 50/);
  assert.throws(() => rectified(plan, 0.1, 5), /lotSize is 5; it must be a whole number of 10 or more/);
  assert.throws(() => qualityAccepted(plan, 1), /probability is 1/);
});

test('NIST handbook 6.2.3.2: the curve of (52, 3), its AOQL of 0.0372 and the 70 items inspected of lots with 1 %', () => {
  const plan = singlePlan(52, 3);
  const printed = [0.998, 0.98, 0.93, 0.845, 0.739, 0.62, 0.502, 0.394, 0.3, 0.223, 0.162, 0.115];
  // the handbook's own figures are up to 0.001 off
  printed.forEach((share, i) => assert.ok(Math.abs(acceptanceProbability(plan, (i + 1) / 100) - share) < 0.0011, `${i + 1} %`));
  assert.equal(averageOutgoingQualityLimit(plan, 10_000).limit.toFixed(4), '0.0372');
  assert.equal(rectified(plan, 0.01, 10_000).averageTotalInspection.toFixed(0), '70');
});

test('Montgomery 15.3.1: 50 items accepting 1, then 100 more accepting 3, pass 5 % nonconforming 0.279 at once and 0.29 in all', () => {
  const first = { sampleSize: 50, accept: 1, reject: 4 };
  const plan = { stages: [first, { sampleSize: 100, accept: 3, reject: 4 }] };
  assert.equal(acceptanceProbability(plan, 0.05).toFixed(2), '0.29');
  assert.equal(acceptanceProbability(singlePlan(50, 1), 0.05).toFixed(3), '0.279');
});

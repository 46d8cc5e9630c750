import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binomial } from '@millrace/statistics';
import { attributePlan } from './attribute-plan.ts';
import { curtailedSampleNumber } from './curtailed.ts';
import { outcome } from './operating-characteristic.ts';
import { singlePlan } from './plan.ts';

/** Montgomery's formula for a double plan that is curtailed on rejection in its second sample (15.3.1). */
function byFormula(n1: number, c1: number, n2: number, c2: number, p: number): number {
  const [first, second, beyond] = [n1, n2, n2 + 1].map((trials) => binomial({ trials, probability: p })) as [
    ReturnType<typeof binomial>,
    ReturnType<typeof binomial>,
    ReturnType<typeof binomial>,
  ];
  let total = n1;
  for (let j = c1 + 1; j <= c2; j++) total += first.mass(j) * (n2 * second.cdf(c2 - j) + ((c2 - j + 1) / p) * beyond.survival(c2 - j + 1));
  return total;
}

test('the curtailed ASN of n1 = 60, c1 = 2, n2 = 120, c2 = 3 is that of the published formula', () => {
  const plan = {
    stages: [
      { sampleSize: 60, accept: 2, reject: 4 },
      { sampleSize: 120, accept: 3, reject: 4 },
    ],
  };
  for (const p of [0.005, 0.02, 0.05, 0.1, 0.15]) assert.ok(Math.abs(curtailedSampleNumber(plan, p) / byFormula(60, 2, 120, 3, p) - 1) < 1e-12);
});

test('stopping early never inspects more, and changes nothing for a single sample', () => {
  assert.equal(curtailedSampleNumber(singlePlan(50, 1), 0.02), 50);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.4, noNaN: true }), fc.constantFrom('double', 'multiple'), (quality, kind) => {
      const plan = attributePlan({ standard: 'ANSI Z1.4', letter: 'K', aql: 1, kind });
      const curtailed = curtailedSampleNumber(plan, quality);
      return curtailed <= outcome(plan, quality).averageSampleNumber + 1e-9 && curtailed >= plan.stages[0]!.sampleSize;
    }),
  );
});

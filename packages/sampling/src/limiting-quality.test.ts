import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptanceProbability } from './operating-characteristic.ts';
import { limitingQualities, limitingQualityPlan } from './limiting-quality.ts';

const brief = (lotSize: number, percent: (typeof limitingQualities)[number]): string => {
  const plan = limitingQualityPlan(lotSize, percent);
  return plan.inspectAll ? 'all' : `${plan.stages[0]!.sampleSize}/${plan.stages[0]!.accept}`;
};
const lots = [16, 25, 26, 50, 51, 90, 91, 150, 151, 280, 281, 500, 501, 1200, 1201, 3200, 3201, 10_000, 10_001, 35_000, 35_001, 150_000, 150_001, 500_000, 500_001];

// cells of ISO 2859-2 Table A that a public geodata quality tool carries independently
test('an isolated lot gets the plan of its limiting quality', () => {
  assert.equal(brief(25, 20), '9/0');
  assert.equal(brief(100, 31.5), '13/1');
  assert.equal(brief(400, 12.5), '32/1');
  assert.equal(brief(5000, 5), '200/5');
  assert.equal(brief(40_000, 3.15), '500/10');
  assert.equal(brief(1_000_000, 2), '1250/18');
  assert.deepEqual([brief(500_000, 2), brief(500_001, 2)], ['800/10', '1250/18']);
  assert.deepEqual([brief(17, 8), brief(18, 8)], ['all', '17/0']);
  assert.equal(brief(20, 2), 'all', 'the sample would be larger than the lot');
});

test('a lot at its limiting quality is accepted less than 13 times in 100 where that quality is three items or more', () => {
  for (const percent of limitingQualities)
    for (const lotSize of lots.filter((lot) => lot <= 500_000)) {
      const plan = limitingQualityPlan(lotSize, percent);
      const defective = Math.ceil((lotSize * percent) / 100 - 1e-9);
      if (plan.inspectAll || defective < 3) continue;
      const risk = acceptanceProbability(plan, defective / lotSize, { distribution: 'hypergeometric', lotSize });
      assert.ok(risk < 0.13, `LQ ${percent}, lot ${lotSize}: ${risk}`);
    }
});

test('larger lots never get a smaller acceptance number, nor with the same one a smaller sample', () => {
  for (const percent of limitingQualities) {
    const accepts = lots.map((lot) => limitingQualityPlan(lot, percent)).map((plan) => (plan.inspectAll ? 0 : plan.stages[0]!.accept!));
    assert.deepEqual(
      accepts,
      accepts.toSorted((a, b) => a - b),
      `LQ ${percent}`,
    );
    const plans = lots.map((lot) => limitingQualityPlan(lot, percent)).flatMap((plan) => (plan.inspectAll ? [] : [plan.stages[0]!]));
    for (const [i, { sampleSize, accept }] of plans.entries())
      assert.ok(i === 0 || accept !== plans[i - 1]!.accept || sampleSize >= plans[i - 1]!.sampleSize, `LQ ${percent}: ${sampleSize} after ${plans[i - 1]?.sampleSize}`);
  }
});

test('lots and qualities outside the table are refused', () => {
  assert.throws(() => limitingQualityPlan(15, 5), /lotSize is 15; it must be a whole number of 16 or more/);
  assert.throws(() => limitingQualityPlan(100, 3 as 2), /limitingQualityPercent is 3; it must be one of 0.5, 0.8/);
});

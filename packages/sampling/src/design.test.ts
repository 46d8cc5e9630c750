import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acceptanceProbability } from './operating-characteristic.ts';
import { designAttributePlan, zeroAcceptancePlan } from './design.ts';
import { rangeAsChi } from './mean-range.ts';
import { designVariablesPlan, variablesAcceptance } from './variables-design.ts';

// A. Kiermeier, AcceptanceSampling (Journal of Statistical Software 26, 2008), vignette: the same two points three times
const points = { goodQuality: 0.05, producerRisk: 0.05, poorQuality: 0.15, consumerRisk: 0.075 };

test('the smallest plans that keep both risks are the published ones', () => {
  assert.deepEqual(designAttributePlan(points).stages, [{ sampleSize: 80, accept: 7, reject: 8 }]);
  // 0.95 to the power of 45 is 0.0994, of 44 0.1047
  const lenient = { goodQuality: 0.001, producerRisk: 0.05, poorQuality: 0.05, consumerRisk: 0.1 };
  assert.deepEqual(designAttributePlan(lenient).stages, [{ sampleSize: 45, accept: 0, reject: 1 }]);
  const known = designVariablesPlan('sigma', points);
  assert.deepEqual([known.sampleSize, known.k.toFixed(6)], [26, '1.322271']);
  assert.equal(designVariablesPlan('s', points).sampleSize, 49);
});

test('a plan by range needs more items than one by standard deviation, for the same risks', () => {
  const plan = designVariablesPlan('R', points);
  assert.equal(plan.sampleSize % 5, 0);
  assert.ok(plan.sampleSize >= 49);
  assert.ok(variablesAcceptance(plan, 0.15) <= 0.075 && variablesAcceptance(plan, 0.05) >= 0.95 - 1e-9);
});

// A. J. Duncan, Quality Control and Industrial Statistics, Table D3: d2* and degrees of freedom for subgroups of five
test('mean ranges of fives have the published scale and degrees of freedom', () => {
  for (const [n, scale, df] of [
    [5, '2.48', 3.8],
    [10, '2.40', 7.5],
    [25, '2.36', 18.4],
  ] as const) {
    const chi = rangeAsChi(n);
    assert.equal(chi.scale.toFixed(2), scale);
    assert.ok(Math.abs(chi.df - df) < 0.15, `${n}: ${chi.df}`);
  }
});

test('every designed plan keeps both risks and one item less would not', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.002, max: 0.05, noNaN: true }), fc.double({ min: 3, max: 8, noNaN: true }), (goodQuality, times) => {
      const asked = { goodQuality, poorQuality: goodQuality * times, producerRisk: 0.05, consumerRisk: 0.1 };
      const plan = designAttributePlan(asked);
      const { sampleSize, accept } = plan.stages[0]!;
      const fewer = { stages: [{ sampleSize: sampleSize - 1, accept, reject: accept! + 1 }] };
      return (
        acceptanceProbability(plan, asked.goodQuality) >= 0.95 && acceptanceProbability(plan, asked.poorQuality) <= 0.1 && acceptanceProbability(fewer, asked.poorQuality) > 0.1
      );
    }),
    { numRuns: 40 },
  );
});

test('a c = 0 plan catches a lot at the limiting quality with the risk asked for, for this very lot', () => {
  const plan = zeroAcceptancePlan({ lotSize: 500, limitingQuality: 0.05 });
  const { sampleSize } = plan.stages[0]!;
  const lot = { distribution: 'hypergeometric', lotSize: 500 } as const;
  assert.equal(sampleSize, 43);
  assert.ok(acceptanceProbability(plan, 0.05, lot) <= 0.1);
  assert.ok(acceptanceProbability({ stages: [{ sampleSize: sampleSize - 1, accept: 0, reject: 1 }] }, 0.05, lot) > 0.1);
  assert.equal(zeroAcceptancePlan({ lotSize: 10, limitingQuality: 0.01 }).stages[0]!.sampleSize, 9, 'one bad item among ten');
});

test('risks that no plan can keep are refused', () => {
  assert.throws(() => designAttributePlan({ ...points, poorQuality: 0.05 }), /the good one must be the smaller share/);
  assert.throws(() => designAttributePlan({ ...points, goodQuality: 5 }), /goodQuality is 5; it must lie between 0 and 1/);
  assert.throws(() => designAttributePlan({ ...points, producerRisk: 0.95 }), /together they must stay below 1/);
  assert.throws(() => designAttributePlan({ ...points, goodQuality: 0.149 }), /lie so close together/);
  assert.throws(() => zeroAcceptancePlan({ lotSize: 1, limitingQuality: 0.1 }), /lotSize is 1/);
  assert.throws(() => rangeAsChi(8), /in fives/);
});

test('a c = 0 plan is not one item larger than the risk asks for, where the risk is met exactly', () => {
  const sizes = [100, 10, 1000, 50].map((lotSize) => zeroAcceptancePlan({ lotSize, limitingQuality: 1 / lotSize }).stages[0]!.sampleSize);
  assert.deepEqual(sizes, [90, 9, 900, 45]);
});

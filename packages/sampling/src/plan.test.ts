import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributePlan } from './attribute-plan.ts';
import { judge, singlePlan } from './plan.ts';

test('a lot is accepted up to Ac and not from Re on', () => {
  assert.equal(judge(singlePlan(80, 2), [2]), 'accept');
  assert.equal(judge(singlePlan(80, 2), [3]), 'reject');
});

test('between the numbers the next sample decides, on the count so far', () => {
  const plan = attributePlan({ standard: 'ANSI Z1.4', letter: 'K', aql: 1, kind: 'double' }); // 80: 1/4, 80: 4/5
  assert.equal(judge(plan, [1]), 'accept');
  assert.equal(judge(plan, [4]), 'reject');
  assert.equal(judge(plan, [3]), 'draw-next-sample');
  assert.equal(judge(plan, [3, 1]), 'accept');
  assert.equal(judge(plan, [3, 2]), 'reject');
});

test('a multiple plan may not accept on its first sample', () => {
  const plan = attributePlan({ standard: 'ANSI Z1.4', letter: 'K', aql: 1, kind: 'multiple' });
  assert.equal(judge(plan, [0]), 'draw-next-sample');
  assert.equal(judge(plan, [0, 0]), 'accept');
});

test('a count in the gap of a reduced plan accepts the lot and ends reduced inspection', () => {
  const plan = attributePlan({ standard: 'ANSI Z1.4', letter: 'L', aql: 2.5, severity: 'reduced' }); // 80: 5/8
  assert.equal(judge(plan, [5]), 'accept');
  assert.equal(judge(plan, [6]), 'accept-and-reinstate-normal');
  assert.equal(judge(plan, [8]), 'reject');
});

test('counts that do not fit the plan are refused', () => {
  const plan = singlePlan(10, 1);
  assert.throws(() => judge(plan, []), /nonconforming is empty/);
  assert.throws(() => judge(plan, [-1]), /nonconforming\[0\] is -1/);
  assert.throws(() => judge(plan, [1, 0]), /decided \(accept\) after 1/);
  assert.throws(() => judge(singlePlan(0, 1), [1]), /sampleSize is 0/);
  assert.throws(() => judge(singlePlan(10, 3, 3), [1]), /reject is 3; it must be a whole number above accept \(3\)/);
  assert.throws(() => judge({ stages: [{ sampleSize: 5, accept: undefined, reject: 2 }] }, [0]), /the last sample must decide/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { classify } from './classify.ts';
import { deviation } from './deviation.ts';
import { approved, assessed, classification } from './deviation.fixture.ts';

test('a class may be said again until the deviation is approved, and the last one counts', () => {
  const { state } = done(deviation, assessed, classify, { ...classification, severity: 'critical' }, actOf({ by: 'rosa' }));
  assert.deepEqual(state.state === 'assessed' && [state.severity, state.classifiedBy], ['critical', 'rosa']);
});
test('the class of an approved deviation no longer changes', () => {
  assert.throws(() => done(deviation, approved, classify, classification), { rule: 'qms.deviation.classify/approved-already', message: /approved on 2026-11-22/ });
});

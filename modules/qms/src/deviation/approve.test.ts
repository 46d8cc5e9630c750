import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { approve } from './approve.ts';
import { classify } from './classify.ts';
import { deviation } from './deviation.ts';
import { approval, assessed, classification, opened } from './deviation.fixture.ts';

const quinn = actOf({ by: 'quinn' });

test('nobody approves the deviation they raised', () => {
  assert.throws(() => done(deviation, assessed, approve, approval), { rule: 'qms.deviation.approve/own-deviation' });
});
test('whoever classified a major deviation does not approve it', () => {
  assert.throws(() => done(deviation, assessed, approve, approval, quinn), { rule: 'qms.deviation.approve/own-assessment', message: /a major deviation/ });
});
test('whoever classified a minor deviation may approve it', () => {
  const minor = done(deviation, opened, classify, { ...classification, severity: 'minor' }, quinn).state;
  assert.equal(done(deviation, minor, approve, approval, quinn).state.state, 'approved');
});
test('a deviation is classified before it is approved', () => {
  assert.throws(() => done(deviation, opened, approve, approval, quinn), { rule: 'qms.deviation.approve/not-assessed' });
});
test('where independence is only observed, the approval is kept with the breach', () => {
  const { state, remarks } = done(deviation, assessed, approve, approval, actOf(), assessed, () => 'observe');
  assert.equal(state.state, 'approved');
  assert.deepEqual(
    remarks.map((one) => one.rule),
    ['qms.deviation.approve/own-deviation'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { close } from './close.ts';
import { deviation } from './deviation.ts';
import { approved, assessed, conclusion, lot } from './deviation.fixture.ts';

test('nobody closes the deviation they raised', () => {
  assert.throws(() => done(deviation, approved, close, conclusion), { rule: 'qms.deviation.close/own-deviation' });
});
test('a deviation is approved before it is closed', () => {
  assert.throws(() => done(deviation, assessed, close, conclusion, actOf({ by: 'rosa' })), { rule: 'qms.deviation.close/not-approved', message: /it is assessed/ });
});
test('a closed deviation names the lots that it no longer holds', () => {
  const { events } = done(deviation, approved, close, conclusion, actOf({ by: 'rosa' }));
  assert.deepEqual(
    events.map((event) => [event.type, 'lots' in event && event.lots]),
    [['qms.deviation.closed', [lot]]],
  );
});

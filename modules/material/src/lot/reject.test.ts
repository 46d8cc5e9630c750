import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { heldFromRelease, lotId, rejected } from './lot.fixture.ts';
import { lot } from './lot.ts';
import { reject } from './reject.ts';

test('a rejected lot says why, and its holds are gone with its use', () => {
  const { state } = done(lot, heldFromRelease, reject, { lot: lotId, why: 'mixed up' });
  assert.equal(state.state === 'rejected' && state.rejectedWhy, 'mixed up');
  assert.equal('holds' in state, false);
});
test('a lot is rejected once', () => {
  assert.throws(() => done(lot, rejected, reject, { lot: lotId, why: 'again' }), { rule: 'material.lot.reject/rejected-already' });
});

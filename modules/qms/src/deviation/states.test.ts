import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, outcomes, type Tried } from '@millrace/testkit/pure';
import { approve } from './approve.ts';
import { classify } from './classify.ts';
import { close } from './close.ts';
import { deviation, type Deviation } from './deviation.ts';
import { approval, approved, assessed, classification, closed, conclusion, opened } from './deviation.fixture.ts';

const rosa = actOf({ by: 'rosa' });
const verbs: Record<string, Tried<Deviation>> = {
  classify: { command: classify, input: classification, act: rosa },
  approve: { command: approve, input: approval, act: rosa },
  close: { command: close, input: conclusion, act: rosa },
};

test('every verb on every state of a deviation does what the procedure says', () => {
  assert.deepEqual(outcomes(deviation, opened, verbs), { classify: 'assessed', approve: 'refused: not-assessed', close: 'refused: not-approved' });
  assert.deepEqual(outcomes(deviation, assessed, verbs), { classify: 'assessed', approve: 'approved', close: 'refused: not-approved' });
  assert.deepEqual(outcomes(deviation, approved, verbs), { classify: 'refused: approved-already', approve: 'refused: approved-already', close: 'closed' });
  assert.deepEqual(outcomes(deviation, closed, verbs), { classify: 'refused: approved-already', approve: 'refused: approved-already', close: 'refused: closed-already' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@millrace/kernel';
import { actOf, done, outcomes, type Tried } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { adjust } from './adjust.ts';
import { hold } from './hold.ts';
import { lift } from './lift.ts';
import { byDeviation, byRule, heldFromQuarantine, heldFromRelease, lotId, quarantined, rejected, released } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';
import { reject } from './reject.ts';
import { release } from './release.ts';

const verbs: Record<string, Tried<Lot>> = {
  hold: { command: hold, input: { ...byDeviation, cause: 'DEV-2026-0002' } },
  lift: { command: lift, input: byDeviation, act: byRule },
  release: { command: release, input: { lot: lotId } },
  reject: { command: reject, input: { lot: lotId, why: 'wrong identity' } },
  adjust: { command: adjust, input: { lot: lotId, quantity: { value: '24000', unit: 'g' } } },
};

test('every verb on every state of a lot does what the dispositions say', () => {
  assert.deepEqual(outcomes(lot, quarantined, verbs), { hold: 'on-hold', lift: 'refused: not-held', release: 'released', reject: 'rejected', adjust: 'quarantined' });
  assert.deepEqual(outcomes(lot, released, verbs), { hold: 'on-hold', lift: 'refused: not-held', release: 'refused: released-already', reject: 'rejected', adjust: 'released' });
  assert.deepEqual(outcomes(lot, heldFromQuarantine, verbs), { hold: 'on-hold', lift: 'quarantined', release: 'refused: on-hold', reject: 'rejected', adjust: 'on-hold' });
  assert.deepEqual(outcomes(lot, heldFromRelease, verbs), { hold: 'on-hold', lift: 'released', release: 'refused: on-hold', reject: 'rejected', adjust: 'on-hold' });
  assert.deepEqual(outcomes(lot, rejected, verbs), {
    hold: 'refused: rejected-already',
    lift: 'refused: not-held',
    release: 'refused: rejected',
    reject: 'refused: rejected-already',
    adjust: 'rejected',
  });
});

test('whatever is done in whatever order, a rejected lot stays rejected and a lot on hold is never released', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(verbs)), { maxLength: 20 }), (steps) => {
      let state = quarantined;
      return steps.every((name) => {
        const before = state.state;
        const { command, input, act } = verbs[name]!;
        try {
          state = done(lot, state, command, input, act ?? actOf()).state;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        return (before !== 'rejected' || state.state === 'rejected') && (name !== 'release' || before !== 'on-hold' || state.state === 'on-hold');
      });
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { hold } from './hold.ts';
import { lift } from './lift.ts';
import { byDeviation, byRule, heldFromQuarantine, heldFromRelease } from './lot.fixture.ts';
import { lot } from './lot.ts';

test('a lot goes back to what it was when its last hold is lifted', () => {
  assert.equal(done(lot, heldFromQuarantine, lift, byDeviation, byRule).state.state, 'quarantined');
  const again = done(lot, heldFromRelease, lift, byDeviation, byRule).state;
  assert.equal(again.state, 'released');
  assert.equal(again.state === 'released' && again.releasedBy, 'ana');
});
test('a lot stays on hold until its last cause is settled', () => {
  const twice = done(lot, heldFromRelease, hold, { ...byDeviation, cause: 'DEV-2026-0002' }).state;
  const once = done(lot, twice, lift, byDeviation, byRule).state;
  assert.deepEqual(once.state === 'on-hold' && once.holds.map((one) => one.cause), ['DEV-2026-0002']);
});
test('a hold of a deviation is not lifted by hand', () => {
  assert.throws(() => done(lot, heldFromRelease, lift, byDeviation), {
    rule: 'material.lot.lift/by-its-cause',
    message: 'A hold set by a deviation is lifted by settling that deviation, not by hand.',
  });
});
test('where the plant only observes that rule, the lift is done and the breach is kept', () => {
  const { state, remarks } = done(lot, heldFromRelease, lift, byDeviation, actOf(), heldFromRelease, () => 'observe');
  assert.equal(state.state, 'released');
  assert.deepEqual(
    remarks.map((one) => [one.rule, one.mode]),
    [['material.lot.lift/by-its-cause', 'observe']],
  );
});
test('a hold that a person set is lifted by hand', () => {
  const held = done(lot, heldFromQuarantine, hold, { ...byDeviation, noun: 'person', cause: 'ana' }).state;
  const after = done(lot, held, lift, { ...byDeviation, noun: 'person', cause: 'ana' }).state;
  assert.deepEqual(after.state === 'on-hold' && after.holds.map((one) => one.noun), ['qms.deviation']);
});
test('a cause that does not hold the lot lifts nothing', () => {
  assert.throws(() => done(lot, heldFromRelease, lift, { ...byDeviation, cause: 'DEV-2026-0009' }, byRule), { rule: 'material.lot.lift/not-by-this' });
});

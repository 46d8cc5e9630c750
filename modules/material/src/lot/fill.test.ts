import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { done } from '@millrace/testkit/pure';
import { fill } from './fill.ts';
import { adjust } from './adjust.ts';
import { begin } from './begin.ts';
import { byRule, delivery, heldFromQuarantine, heldFromRelease, lotId, quarantined, rejected, released } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';

const empty = { ...heldFromQuarantine, quantity: { value: '0', unit: '{tbl}' } } as unknown as Lot;
const [first, second] = [newId<'work.job-order'>(), newId<'work.job-order'>()];
const filled = (before: Lot, source: string, value: string) => done(lot, before, fill, { lot: before.id, source, quantity: { value, unit: '{tbl}' } } as never, byRule).state;

test('a lot holds what its jobs made', () => {
  const one = filled(empty, first, '12000');
  assert.deepEqual(one.quantity, { value: '12000', unit: '{tbl}' });
  assert.deepEqual(filled(one, second, '300').quantity, { value: '12300', unit: '{tbl}' });
});
test('a count that comes later corrects what was said of its job, and is not added to it', () => {
  assert.equal(filled(filled(empty, first, '12000'), first, '12010').quantity.value, '12010');
});
test('what was received besides stays in it', () => {
  const received = { ...empty, quantity: { value: '500', unit: '{tbl}' } } as Lot;
  assert.equal(filled(filled(received, first, '100'), first, '90').quantity.value, '590');
});
test('a lot on hold is filled and stays on hold', () => {
  assert.equal(filled(empty, first, '12000').state, 'on-hold');
});
test('what a job made is said in the unit of the lot', () => {
  const inKg = (told: { value: string; unit: string }) => done(lot, quarantined, fill, { lot: lotId, source: first, quantity: told }, byRule).state.quantity;
  assert.deepEqual(inKg({ value: '500', unit: 'g' }), { value: '25.5', unit: 'kg' });
  assert.throws(() => inKg({ value: '5', unit: '{box}' }), {
    rule: 'material.lot.fill/other-unit',
    message: /^Lot L-0412 is kept in kg, and its job made 5 \{box\}\. Correct the amount of the lot by hand\.$/,
  });
});
test('what somebody decided about stays what it was: a count that comes later is left to a person', () => {
  for (const decided of [released, heldFromRelease, rejected])
    assert.throws(
      () => done(lot, decided, fill, { lot: lotId, source: first, quantity: { value: '1', unit: 'kg' } }, byRule),
      { rule: 'material.lot.fill/decided' },
      decided.state,
    );
  // said again as it was, it changes nothing and troubles nobody
  const known = { ...released, made: [{ source: first, value: '5' }] } as Lot;
  assert.equal(done(lot, known, fill, { lot: lotId, source: first, quantity: { value: '5', unit: 'kg' } }, byRule).state, known);
});
test('a lot that its material lets begin released is filled all the same', () => {
  const steel = { lots: [], definitions: [{ id: 'API-7', state: 'current', fields: { startsIn: 'released' } }] };
  const begun = done<Lot>(lot, undefined, begin, { ...delivery, quantity: { value: '0', unit: 'kg' } }, byRule, steel).state;
  assert.equal(begun.state, 'released');
  assert.equal(done(lot, begun, fill, { lot: lotId, source: first, quantity: { value: '7', unit: 'kg' } }, byRule).state.quantity.value, '7');
});
test('a second job finds the lot that the first began, and changes nothing', () => {
  assert.deepEqual(done<Lot>(lot, quarantined, begin, { ...delivery, quantity: { value: '0', unit: 'kg' } }, byRule, { lots: [quarantined], definitions: [] }).state, quarantined);
});
test('an amount that is corrected is said in the unit of the lot, its disposition stays, and what its jobs make comes on top', () => {
  const corrected = done(lot, quarantined, adjust, { lot: lotId, quantity: { value: '24000', unit: 'g' } }).state;
  assert.deepEqual([corrected.state, corrected.quantity], ['quarantined', { value: '24', unit: 'kg' }]);
  assert.equal(done(lot, corrected, fill, { lot: lotId, source: first, quantity: { value: '1', unit: 'kg' } }, byRule).state.quantity.value, '25');
  assert.throws(() => done(lot, quarantined, adjust, { lot: lotId, quantity: { value: '25', unit: 'kg' } }), { rule: 'material.lot.adjust/no-change' });
  assert.throws(() => done(lot, quarantined, adjust, { lot: lotId, quantity: { value: '25', unit: 'L' } }), { rule: 'material.lot.adjust/other-unit' });
});
